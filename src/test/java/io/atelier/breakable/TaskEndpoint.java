package io.atelier.breakable;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What clients ask of tasks there are: how they stand, what they made, and to give them up. */
final class TaskEndpoint {
  private static final int PAGE = 100;

  private final Books books;

  /** On those books. */
  TaskEndpoint(Books books) {
    this.books = books;
  }

  /**
   * {@code GET /v1/tasks/{id}}.
   *
   * @param url where the client finds the server
   */
  Reply poll(String account, String id, String url) {
    return books.decide(
        (known, now) -> {
          Optional<Task> found = known.find(account, id);
          if (found.isEmpty()) {
            return notFound("poll", account, id, now);
          }
          Task task = found.get();
          task.polled(task.polls() + 1);
          LedgerEntry entry = entry("poll", task).with("poll", task.polls());
          if (task.isForgotten()) {
            return books.reply(
                Answer.error(404, "not_found"),
                Optional.empty(),
                now,
                entry.with("outcome", "forgotten"));
          }
          return books.reply(
              Answer.json(200, task.view(now, url + "/" + account)),
              Books.strike(known, Point.ON_POLL, task),
              now,
              entry.with("outcome", task.status(now)));
        });
  }

  /**
   * {@code GET /v1/results/{id}?u=…}.
   *
   * @param poll which poll told the address
   */
  Reply result(String account, String id, int poll) {
    return books.decide(
        (known, now) -> {
          Optional<Task> found = known.find(account, id);
          if (found.isEmpty() || !found.get().status(now).equals("succeeded")) {
            return notFound("download", account, id, now);
          }
          Task task = found.get();
          LedgerEntry entry = entry("download", task).with("url", poll);
          if (task.isExpired(poll)) {
            return books.reply(
                Answer.error(expiredStatus(task), "expired"),
                Optional.empty(),
                now,
                entry.with("outcome", "expired"));
          }
          ResultMedia media = task.result(known.size());
          Optional<FaultPlan.Strike> strike = Books.strike(known, Point.ON_RESULT, task);
          return books.reply(
              Answer.of(200, media.type(), media),
              strike,
              now,
              entry
                  .with("outcome", strike.isPresent() ? "faulted" : "served")
                  .with("bytes", media.length()));
        });
  }

  private static int expiredStatus(Task task) {
    return task.faults().stream()
        .filter(fault -> fault.effect() == Effect.EXPIRED)
        .map(fault -> fault.number(403))
        .findFirst()
        .orElse(403);
  }

  /** {@code DELETE /v1/tasks/{id}}. */
  Reply cancel(String account, String id) {
    return books.decide(
        (known, now) -> {
          Optional<Task> found = known.find(account, id);
          if (found.isEmpty()) {
            return notFound("cancel", account, id, now);
          }
          Task task = found.get();
          Optional<FaultPlan.Strike> strike = Books.strike(known, Point.ON_CANCEL, task);
          LedgerEntry entry = entry("cancel", task);
          if (task.fault(Effect.UNCANCELLABLE).isPresent()) {
            return books.reply(
                Answer.error(405, "not_supported"),
                strike,
                now,
                entry.with("outcome", "not_supported"));
          }
          if (task.isFinal(now)) {
            return books.reply(
                Answer.error(409, "finished"), strike, now, entry.with("outcome", "finished"));
          }
          JsonObjectBuilder view = task.view(now, null).add("status", "cancelled");
          return books.reply(
              Answer.json(200, view), strike, now, entry.with("outcome", "cancelled"));
        });
  }

  /**
   * {@code GET /v1/tasks?since=…&reference=…&cursor=…}: newest first, a hundred at a time; where
   * there is a list.
   */
  Reply list(
      String account,
      Optional<Instant> since,
      Optional<String> reference,
      Optional<String> cursor) {
    return books.decide(
        (known, now) -> {
          LedgerEntry entry =
              LedgerEntry.of("list").with("account", account).with("reference", reference);
          if (!account.equals(Flavour.LOOKUP.account())) {
            return books.reply(
                Answer.error(404, "no_list"), Optional.empty(), now, entry.with("outcome", "none"));
          }
          List<Task> found =
              known.tasks().reversed().stream()
                  .filter(task -> task.account().equals(account) && task.isListed(now))
                  .filter(task -> since.isEmpty() || !task.acceptedAt().isBefore(since.get()))
                  .filter(task -> reference.isEmpty() || task.reference().equals(reference))
                  .toList();
          int from = Math.min(cursor.map(Integer::parseInt).orElse(0), found.size());
          int to = Math.min(from + PAGE, found.size());
          JsonArrayBuilder page = JsonDocuments.array();
          found.subList(from, to).forEach(task -> page.add(task.view(now, null)));
          JsonObjectBuilder answer = JsonDocuments.object().add("tasks", page);
          if (to < found.size()) {
            answer.add("next", String.valueOf(to));
          }
          return books.reply(
              Answer.json(200, answer),
              known.plan().at(Point.ON_LIST, account, List.of(), account, "", ""),
              now,
              entry.with("outcome", "listed").with("tasks", ids(found.subList(from, to))));
        });
  }

  private static String ids(List<Task> tasks) {
    return tasks.stream().map(Task::id).collect(Collectors.joining(" "));
  }

  private Reply notFound(String op, String account, String id, Instant now) {
    return books.reply(
        Answer.error(404, "not_found"),
        Optional.empty(),
        now,
        LedgerEntry.of(op).with("account", account).with("task", id).with("outcome", "not_found"));
  }

  private static LedgerEntry entry(String op, Task task) {
    return LedgerEntry.of(op)
        .with("account", task.account())
        .with("task", task.id())
        .with("reference", task.reference())
        .with("tenant", task.tenant())
        .with("kind", task.kind());
  }
}
