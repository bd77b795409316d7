package io.atelier.breakable;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many tasks each tenant has of each kind, and each account altogether, as the provider sees
 * it. Not thread-safe.
 *
 * <p>Two numbers. <em>Running</em>: accepted and not at its end, whoever cares. <em>Open</em>:
 * accepted, and the client, which knows of it, was not told its end; that is what holds a slot. A
 * task whose answer got lost is open once the client names it again.
 */
final class InFlight {
  private static final int MOST_OVERSHOOTS = 100;

  private final Map<Queue, Counts> queues = new TreeMap<>();
  private final Map<String, Counts> accounts = new TreeMap<>();
  private final List<JsonObject> limits = new ArrayList<>();
  private final List<JsonObject> overshoots = new ArrayList<>();

  private record Queue(String account, String tenant, String kind) implements Comparable<Queue> {
    @Override
    public int compareTo(Queue other) {
      return toString().compareTo(other.toString());
    }
  }

  /** The tasks of one queue or account, and the most there ever were. */
  private static final class Counts {
    private final Set<Task> open = new LinkedHashSet<>();
    private final PriorityQueue<Task> running =
        new PriorityQueue<>(Comparator.comparing(task -> task.endsAt().orElse(Instant.MAX)));
    private int mostOpen;
    private int mostRunning;

    private void expire(Instant now) {
      while (!running.isEmpty() && running.element().isFinal(now)) {
        running.remove();
      }
    }

    private JsonObjectBuilder view(Instant now) {
      expire(now);
      return JsonDocuments.object()
          .add("open", open.size())
          .add("most_open", mostOpen)
          .add("running", running.size())
          .add("most_running", mostRunning);
    }
  }

  /**
   * A limit to watch: {@code {"limit":5,"account":…,"kind":…,"deadline_seconds":…}} for the open
   * tasks of every tenant, older than the deadline left out, as they were given up; or {@code
   * {"limit":100,"account":…,"of":"account","enforced":true}} for the running ones of an account,
   * above which creates are refused.
   */
  void limit(JsonObject limit) {
    limits.add(limit);
  }

  /** Whether an account has as many as it may have. */
  boolean isFull(String account, Instant now) {
    Counts counts = account(account);
    counts.expire(now);
    return limits.stream()
        .filter(limit -> ofAccount(limit) && limit.getBoolean("enforced", false))
        .filter(limit -> limit.getString("account", account).equals(account))
        .anyMatch(limit -> counts.running.size() >= limit.getInt("limit"));
  }

  void accepted(Task task, Instant now) {
    for (Counts counts : List.of(queue(task), account(task.account()))) {
      counts.expire(now);
      counts.running.add(task);
      counts.mostRunning = Math.max(counts.mostRunning, counts.running.size());
    }
    judge(task, now);
  }

  /** The client knows of the task. */
  void known(Task task, Instant now) {
    boolean news = false;
    for (Counts counts : List.of(queue(task), account(task.account()))) {
      news |= counts.open.add(task);
      counts.mostOpen = Math.max(counts.mostOpen, counts.open.size());
    }
    if (news) {
      judge(task, now);
    }
  }

  /** The task came to an untimely end. */
  void cancelled(Task task) {
    queue(task).running.remove(task);
    account(task.account()).running.remove(task);
  }

  /** The client knows that the task is at its end. */
  void closed(Task task) {
    queue(task).open.remove(task);
    account(task.account()).open.remove(task);
  }

  private void judge(Task task, Instant now) {
    for (JsonObject limit : limits) {
      if (limit.getString("account", task.account()).equals(task.account())
          && limit.getString("kind", task.kind()).equals(task.kind())) {
        long count =
            ofAccount(limit)
                ? account(task.account()).running.size()
                : unexpired(queue(task).open, limit, now);
        if (count > limit.getInt("limit") && overshoots.size() < MOST_OVERSHOOTS) {
          overshoots.add(
              JsonDocuments.object(limit)
                  .add("at", now.toString())
                  .add("tenant", task.tenant())
                  .add("task", task.id())
                  .add("count", count)
                  .build());
        }
      }
    }
  }

  private static long unexpired(Set<Task> open, JsonObject limit, Instant now) {
    Duration deadline = Duration.ofSeconds(limit.getInt("deadline_seconds", Integer.MAX_VALUE));
    return open.stream().filter(t -> t.acceptedAt().plus(deadline).isAfter(now)).count();
  }

  private static boolean ofAccount(JsonObject limit) {
    return limit.getString("of", "tenant").equals("account");
  }

  private Counts queue(Task task) {
    return queues.computeIfAbsent(
        new Queue(task.account(), task.tenant(), task.kind()), queue -> new Counts());
  }

  private Counts account(String account) {
    return accounts.computeIfAbsent(account, name -> new Counts());
  }

  /** All of it: {@code queues accounts overshoots}. */
  JsonObjectBuilder view(Instant now) {
    JsonArrayBuilder queueViews = JsonDocuments.array();
    queues.forEach(
        (queue, counts) ->
            queueViews.add(
                counts
                    .view(now)
                    .add("account", queue.account)
                    .add("tenant", queue.tenant)
                    .add("kind", queue.kind)));
    JsonObjectBuilder accountViews = JsonDocuments.object();
    accounts.forEach((account, counts) -> accountViews.add(account, counts.view(now)));
    JsonArrayBuilder overshootViews = JsonDocuments.array();
    overshoots.forEach(overshootViews::add);
    return JsonDocuments.object()
        .add("queues", queueViews)
        .add("accounts", accountViews)
        .add("overshoots", overshootViews);
  }
}
