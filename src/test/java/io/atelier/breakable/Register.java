package io.atelier.breakable;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that the server knows: a fold over the ledger, so that a server restarted on the same books
 * knows it again. Not thread-safe.
 */
final class Register {
  private static final Duration DURATION = Duration.ofMillis(200);
  private static final long SIZE = 1024;

  private final Map<String, Task> byId = new HashMap<>();
  private final Map<String, Task> byKey = new HashMap<>();
  private final List<Task> inOrder = new ArrayList<>();
  private final Map<String, Duration> durations = new HashMap<>();
  private final TreeMap<String, Long> tally = new TreeMap<>();
  private final FaultPlan plan = new FaultPlan();
  private final InFlight inFlight = new InFlight();
  private long size = SIZE;

  /** Takes in what is or was written down. */
  void apply(LedgerEntry entry, Instant at) {
    tally.merge(entry.op() + " " + entry.outcome(), 1L, Long::sum);
    entry.text("cause").ifPresent(plan::struck);
    entry.text("task_cause").ifPresent(plan::struck);
    boolean delivered = Fault.delivers(entry.fault().map(Fault::of).orElse(null));
    switch (entry.op()) {
      case "create" -> create(entry, at, delivered);
      case "poll" -> find(entry).ifPresent(task -> poll(task, entry, at, delivered));
      case "download" -> find(entry).ifPresent(task -> download(task, entry));
      case "cancel" -> find(entry).ifPresent(task -> cancel(task, entry, delivered));
      case "control" -> control(entry.text("what").orElseThrow(), entry.json());
      default -> {}
    }
  }

  private void create(LedgerEntry entry, Instant at, boolean delivered) {
    if (entry.outcome().equals("accepted")) {
      Task task = new Task(entry, at);
      byId.putIfAbsent(task.account() + "/" + task.id(), task);
      task.key().ifPresent(key -> byKey.putIfAbsent(task.account() + "/" + key, task));
      inOrder.add(task);
      inFlight.accepted(task, at);
      if (delivered) {
        inFlight.known(task, at);
      }
    } else if (entry.outcome().equals("replayed") && delivered) {
      find(entry).filter(task -> !task.isFinal(at)).ifPresent(task -> inFlight.known(task, at));
    }
  }

  private void poll(Task task, LedgerEntry entry, Instant at, boolean delivered) {
    task.polled(entry.number("poll"));
    if (!task.isFinal(at)) {
      inFlight.known(task, at);
    } else if (delivered && Task.FINAL.contains(entry.outcome())) {
      inFlight.closed(task);
    }
  }

  private static void download(Task task, LedgerEntry entry) {
    if (entry.fault().map(Fault::of).filter(f -> f.effect() == Effect.EXPIRED).isPresent()) {
      task.expireUrls(entry.number("url"));
    }
  }

  private void cancel(Task task, LedgerEntry entry, boolean delivered) {
    if (entry.outcome().equals("cancelled")) {
      task.cancel();
      inFlight.cancelled(task);
      if (delivered) {
        inFlight.closed(task);
      }
    }
  }

  private void control(String what, JsonObject json) {
    JsonObject body = json.getJsonObject("body");
    switch (what) {
      case "faults" -> plan.add(body);
      case "no-faults" -> plan.clear();
      case "limits" -> inFlight.limit(body);
      case "settings" -> {
        size = body.getInt("size_bytes", (int) size);
        if (body.containsKey("duration_seconds")) {
          durations.put(
              body.getString("kind", ""), Tags.seconds(body.get("duration_seconds").toString()));
        }
      }
      default -> throw new IllegalArgumentException("no such control: " + what);
    }
  }

  private Optional<Task> find(LedgerEntry entry) {
    return find(entry.account(), entry.task());
  }

  Optional<Task> find(String account, String id) {
    return Optional.ofNullable(byId.get(account + "/" + id));
  }

  Optional<Task> findByKey(String account, String key) {
    return Optional.ofNullable(byKey.get(account + "/" + key));
  }

  /** In the order in which they were accepted. */
  List<Task> tasks() {
    return inOrder;
  }

  Duration duration(String kind) {
    return durations.getOrDefault(kind, durations.getOrDefault("", DURATION));
  }

  /** Bytes of a result, at least. */
  long size() {
    return size;
  }

  FaultPlan plan() {
    return plan;
  }

  InFlight inFlight() {
    return inFlight;
  }

  /** How many entries there are of each op and outcome. */
  Map<String, Long> tally() {
    return tally;
  }
}
