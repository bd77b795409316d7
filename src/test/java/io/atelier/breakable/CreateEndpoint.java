package io.atelier.breakable;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code POST /v1/tasks}: the request that costs money. */
final class CreateEndpoint {
  private final Books books;

  CreateEndpoint(Books books) {
    this.books = books;
  }

  Reply post(CreateRequest request) {
    return books.decide((known, now) -> decide(request, known, now));
  }

  /** A request that is none. */
  Reply malformed(String account, String reason) {
    return books.decide(
        (known, now) ->
            books.reply(
                Answer.json(
                    400,
                    JsonDocuments.object().add("code", "invalid_input").add("message", reason)),
                Optional.empty(),
                now,
                LedgerEntry.of("create").with("account", account).with("outcome", "refused")));
  }

  private Reply decide(CreateRequest request, Register known, Instant now) {
    Optional<FaultPlan.Strike> before = strike(request, known, Point.BEFORE_ACCEPT);
    if (before.isPresent()) {
      return books.reply(
          Answer.error(503, "unavailable"), before, now, entry(request, "faulted", ""));
    }
    Optional<FaultPlan.Strike> after = strike(request, known, Point.AFTER_ACCEPT);
    Optional<Task> earlier =
        request.flavour() == Flavour.NONE || request.flavour() == Flavour.LOOKUP
            ? Optional.empty()
            : request.key().flatMap(key -> known.findByKey(request.account(), key));
    return earlier
        .map(task -> repeated(request, task, after, now))
        .orElseGet(() -> first(request, known, after, now));
  }

  private Reply repeated(
      CreateRequest request, Task task, Optional<FaultPlan.Strike> strike, Instant now) {
    if (request.flavour() == Flavour.REPLAY) {
      return task.isOf(request)
          ? books.reply(
              Answer.json(200, task.view(now, null)),
              strike,
              now,
              entry(request, "replayed", task.id()))
          : books.reply(
              Answer.error(422, "idempotency_mismatch"),
              strike,
              now,
              entry(request, "refused", ""));
    }
    JsonObjectBuilder refusal =
        JsonDocuments.object().add("code", "duplicate_key").add("message", "The key was used.");
    if (request.flavour() == Flavour.REJECT_WITH_ID) {
      refusal.add("id", task.id());
    }
    return books.reply(
        Answer.json(409, refusal), strike, now, entry(request, "conflict", task.id()));
  }

  private Reply first(
      CreateRequest request, Register known, Optional<FaultPlan.Strike> strike, Instant now) {
    if (known.inFlight().isFull(request.account(), now)) {
      return books.reply(
          Answer.error(429, "queue_full"), strike, now, entry(request, "refused", ""));
    }
    Optional<FaultPlan.Strike> chosen = strike(request, known, Point.TASK);
    List<Fault> taskFaults = new ArrayList<>(request.tags().faults());
    chosen.ifPresent(c -> taskFaults.add(c.fault()));
    taskFaults.removeIf(fault -> fault.point() != Point.TASK);
    BigDecimal cost = request.tags().cost().orElseGet(() -> Price.of(request.kind()));
    JsonArrayBuilder faults = JsonDocuments.array();
    taskFaults.forEach(fault -> faults.add(fault.text()));
    LedgerEntry plain =
        entry(request, "accepted", id(request, known, taskFaults))
            .with("cost", cost)
            .with(
                "duration_millis",
                request
                    .tags()
                    .duration()
                    .orElseGet(() -> known.duration(request.kind()))
                    .toMillis())
            .with("task_faults", faults.build())
            .with("task_cause", chosen.map(FaultPlan.Strike::cause))
            .with("request", request.body());
    Task task = new Task(plain, now);
    return books.reply(
        Answer.json(202, task.view(now, null)),
        strike,
        now,
        plain.with("ends_at", task.endsAt()),
        charge(task, cost));
  }

  private static LedgerEntry charge(Task task, BigDecimal cost) {
    return LedgerEntry.of("charge")
        .with("account", task.account())
        .with("task", task.id())
        .with("key", task.key())
        .with("reference", task.reference())
        .with("tenant", task.tenant())
        .with("kind", task.kind())
        .with("amount", cost)
        .with("outcome", "charged");
  }

  private static String id(CreateRequest request, Register known, List<Fault> faults) {
    if (faults.stream().anyMatch(fault -> fault.effect() == Effect.REUSES_ID)) {
      List<Task> earlier =
          known.tasks().stream().filter(t -> t.account().equals(request.account())).toList();
      return earlier.stream()
          .filter(task -> !task.tenant().equals(request.tenant()))
          .findFirst()
          .or(() -> earlier.stream().findFirst())
          .map(Task::id)
          .orElseGet(CreateEndpoint::newId);
    }
    return newId();
  }

  private static String newId() {
    return "task-" + UUID.randomUUID();
  }

  private static Optional<FaultPlan.Strike> strike(
      CreateRequest request, Register known, Point point) {
    List<Fault> tags = point == Point.TASK ? List.of() : request.tags().faults();
    return known
        .plan()
        .at(point, request.scope(), tags, request.account(), request.tenant(), request.kind());
  }

  private static LedgerEntry entry(CreateRequest request, String outcome, String task) {
    return LedgerEntry.of("create")
        .with("account", request.account())
        .with("flavour", request.flavour().account())
        .with("task", Optional.of(task).filter(id -> !id.isEmpty()))
        .with("key", request.key())
        .with("reference", request.reference())
        .with("tenant", request.tenant())
        .with("kind", request.kind())
        .with("outcome", outcome);
  }
}
