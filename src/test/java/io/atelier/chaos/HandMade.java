package io.atelier.chaos;

import io.atelier.LiveServer;
import io.atelier.breakable.LedgerEntry;
import io.atelier.chaos.History.Event;
import io.atelier.chaos.History.Kind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/** Evidence made by hand: jobs that went well, and then whatever a test makes of it. */
final class HandMade {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final BigDecimal COST = new BigDecimal("0.020000");

  final List<Event> history = new ArrayList<>();
  final List<Trouble> troubles = new ArrayList<>();
  final List<LedgerEntry> ledger = new ArrayList<>();
  final List<Rows.Job> jobs = new ArrayList<>();
  final List<Rows.Attempt> attempts = new ArrayList<>();
  final List<Rows.Stage> stages = new ArrayList<>();
  final List<Rows.Artifact> artifacts = new ArrayList<>();
  final List<Rows.Change> changes = new ArrayList<>();
  final List<Rows.Begun> begun = new ArrayList<>();
  final List<Rows.Event> events = new ArrayList<>();
  final Map<String, List<String>> told = new HashMap<>();
  int locks;

  /** What the creates that follow say of who asked. */
  String prompt = "";

  private final Path assets;

  /**
   * One image job of that many seconds after another, each completed by {@code breakable-none}.
   *
   * @param assets where their files are
   */
  HandMade(Path assets, int number) {
    this.assets = assets;
    for (int i = 0; i < number; i++) {
      completed(i * 10);
    }
  }

  static Instant at(double seconds) {
    return START.plusMillis((long) (seconds * 1000));
  }

  /** A job that was asked for then, ran for three seconds and was completed; its id. */
  String completed(double second) {
    String job = UUID.randomUUID().toString();
    accepted(job, second);
    String attempt = attempt(job, "none", "SUCCEEDED", second, second + 4);
    String stage = stage(attempt, "ACCEPTED", second);
    create("none", stage, "chaos-1", second + 0.1, 3);
    artifact(job);
    settled(job, "COMPLETED", second, second + 4);
    return job;
  }

  void accepted(String job, double second) {
    history.add(new Event(at(second), Kind.ASKED, "chaos-1", "key-" + job, "", ""));
    history.add(new Event(at(second), Kind.ACCEPTED, "chaos-1", "key-" + job, job, ""));
    changes.add(change("generation_job", job, null, "PENDING", second));
  }

  void settled(String job, String status, double from, double second) {
    jobs.add(new Rows.Job(job, "chaos-1", "image", status, false, null));
    changes.add(change("generation_job", job, "PENDING", "PROCESSING", from));
    changes.add(change("generation_job", job, "PROCESSING", status, second));
    history.add(new Event(at(second), Kind.SEEN, "chaos-1", "key-" + job, job, status));
    String event = UUID.randomUUID().toString();
    String type = "job." + status.toLowerCase(Locale.ROOT);
    events.add(new Rows.Event(event, "chaos-1", job, type));
    told.computeIfAbsent("chaos-1", tenant -> new ArrayList<>()).add(event);
  }

  String attempt(String job, String account, String status, double from, double until) {
    String id = UUID.randomUUID().toString();
    attempts.add(new Rows.Attempt(id, job, "breakable-" + account, status, false, null));
    changes.add(change("attempt", id, null, "SUBMITTING", from));
    changes.add(change("attempt", id, "SUBMITTING", status, until));
    return id;
  }

  void watchedUntil(String attempt, double second) {
    attempts.replaceAll(
        one ->
            one.id().equals(attempt)
                ? new Rows.Attempt(
                    attempt, one.job(), one.provider(), one.status(), false, at(second))
                : one);
  }

  String stage(String attempt, String outcome, double second) {
    String id = UUID.randomUUID().toString();
    stages.add(new Rows.Stage(id, attempt, outcome, "task", COST, "REPORTED", at(second)));
    begun.add(new Rows.Begun(at(second), id, "first node"));
    changes.add(change("stage", id, null, outcome, second + 0.2));
    return id;
  }

  /** A create that the provider accepted and charged, of a task of that many seconds; its task. */
  String create(String account, String stage, String tenant, double second, double length) {
    String task = "task-" + UUID.randomUUID();
    entry("create", account, task, stage, tenant, "accepted", second, at(second + length), null);
    charge(account, task, stage, "0.020000", second);
    entry("poll", account, task, stage, tenant, "succeeded", second + length + 0.1, null, null);
    return task;
  }

  void polled(String account, String task, String outcome, double second) {
    entry("poll", account, task, "", "chaos-1", outcome, second, null, null);
  }

  void charge(String account, String task, String stage, String amount, double second) {
    entry("charge", account, task, stage, "chaos-1", "charged", second, null, amount);
  }

  private void entry(
      String op,
      String account,
      String task,
      String stage,
      String tenant,
      String outcome,
      double second,
      Instant end,
      String amount) {
    JsonObjectBuilder json =
        Json.createObjectBuilder()
            .add("seq", ledger.size() + 1)
            .add("at", at(second).toString())
            .add("op", op)
            .add("account", account)
            .add("task", task)
            .add("reference", stage)
            .add("tenant", tenant)
            .add("kind", "image")
            .add("outcome", outcome);
    if (end != null) {
      json.add("ends_at", end.toString()).add("request", request());
    }
    if (amount != null) {
      json.add("amount", amount);
    }
    ledger.add(new LedgerEntry(json.build()));
  }

  private JsonObject request() {
    return Json.createObjectBuilder()
        .add("prompt", prompt)
        .add(
            "media",
            Json.createObjectBuilder().add("format", "png").add("width", 8).add("height", 8))
        .build();
  }

  /** What the last create made, as a result of that job. */
  void artifact(String job) {
    try {
      LedgerEntry create =
          ledger.reversed().stream().filter(entry -> entry.is("create")).findFirst().orElseThrow();
      byte[] bytes = create.result(1024);
      String hash = LiveServer.sha256(bytes);
      String path = "chaos-1/chaos/texture/" + hash + ".png";
      Files.createDirectories(assets.resolve(path).getParent());
      Files.write(assets.resolve(path), bytes);
      artifacts.add(new Rows.Artifact(job, "chaos-1", "MAIN", path, hash, bytes.length));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Rows.Change change(String what, String id, String was, String became, double second) {
    return new Rows.Change(at(second), what, id, was, became, "breakable-none", null);
  }

  Report judged() {
    return Checker.check(
        new Evidence(
            history,
            told,
            troubles,
            ledger,
            new Rows(jobs, attempts, stages, artifacts, changes, begun, events, locks),
            assets,
            Map.of("image", 2),
            Map.of("replay", 2),
            List.of(new Levels.Span(START, at(1000))),
            START,
            at(1000)));
  }
}
