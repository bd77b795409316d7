package io.atelier.chaos;

import io.atelier.breakable.LedgerEntry;
import io.atelier.chaos.Levels.Span;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * FR-019, as the provider sees it: no tenant has more tasks running of a kind than it has slots,
 * and has as many while others of its jobs wait.
 *
 * <p>A task runs from its accept to its end at the provider. From when its attempt was settled it
 * is given up: it has no slot any more, but counts against the account's cap.
 */
final class LimitsCheck {
  private static final Duration LONG_WAIT = Duration.ofSeconds(10);
  private static final double USED = 0.6;
  // The last look may be that long before the end of the watch.
  private static final Duration WATCH_INTERVAL = Duration.ofSeconds(2);
  // From a trouble's end until those who wait are seen to: a tick, a connection, a circuit.
  private static final Duration AFTERMATH = Duration.ofSeconds(4);
  private static final Set<Disturbance> NOBODY_CAN =
      EnumSet.of(Disturbance.DATABASE_STOP, Disturbance.LINE_RESET, Disturbance.LINE_HELD);

  private final Evidence evidence;
  private final Map<String, Rows.Attempt> attempts;
  private final Report report;
  private final Map<String, List<Span>> held = new TreeMap<>();
  private final Map<String, List<Span>> known = new TreeMap<>();
  private final Map<String, List<Span>> given = new TreeMap<>();
  private final Map<String, List<Span>> all = new TreeMap<>();

  private LimitsCheck(Evidence evidence, Report report) {
    this.evidence = evidence;
    this.attempts = evidence.attempts();
    this.report = report;
  }

  static void check(Evidence evidence, Report report) {
    LimitsCheck check = new LimitsCheck(evidence, report);
    check.spans();
    check.overshoots();
    check.caps();
    check.use();
  }

  private void spans() {
    Map<String, Rows.Stage> stages = evidence.stages();
    Map<String, Instant> settled = evidence.settled();
    Map<String, Instant> told = first("poll", List.of("succeeded", "failed"));
    Map<String, Instant> cancelled = first("cancel", List.of("cancelled"));
    for (LedgerEntry create : evidence.accepted()) {
      String queue = queue(create.account(), create.tenant(), create.kind());
      Instant end =
          min(
              create.text("ends_at").map(Instant::parse).orElse(Instant.MAX),
              cancelled.getOrDefault(create.account() + "/" + create.task(), Instant.MAX));
      Rows.Stage stage = stages.get(create.reference());
      Instant left =
          stage == null ? Instant.MAX : settled.getOrDefault(stage.attempt(), Instant.MAX);
      Instant heard = told.getOrDefault(create.account() + "/" + create.task(), Instant.MAX);
      add(held, queue, create.at(), min(end, left));
      add(known, queue, create.at(), min(heard, left));
      // What never ends is watched for a while, and nobody waits for it any more after that.
      Instant forgotten = min(end, stage == null ? Instant.MAX : watchEnds(stage.attempt()));
      add(all, create.account(), create.at(), max(create.at(), forgotten));
      if (left.isBefore(forgotten)) {
        add(given, create.account(), max(create.at(), left), forgotten);
      }
    }
  }

  private Instant watchEnds(String attempt) {
    Rows.Attempt row = attempts.get(attempt);
    return row == null || row.watchUntil() == null
        ? Instant.MAX
        : row.watchUntil().minus(WATCH_INTERVAL);
  }

  /** When the client was first told that of each task. */
  private Map<String, Instant> first(String op, List<String> outcomes) {
    Map<String, Instant> first = new HashMap<>();
    for (LedgerEntry entry : evidence.ledger()) {
      if (entry.is(op) && outcomes.contains(entry.outcome()) && entry.fault().isEmpty()) {
        first.putIfAbsent(entry.account() + "/" + entry.task(), entry.at());
      }
    }
    return first;
  }

  private void overshoots() {
    List<String> overshoots = new ArrayList<>();
    held.forEach(
        (queue, spans) -> {
          Levels levels = Levels.of(spans);
          for (Instant at : levels.above(limit(queue))) {
            overshoots.add(queue + " had " + levels.at(at) + " running at " + at);
          }
        });
    report.zero("limit overshoots", overshoots);
    StringBuilder most = new StringBuilder();
    given.forEach((account, spans) -> most.append(account + " " + Levels.of(spans).most() + " "));
    report.line("most given up at a time, by account", most.toString().strip());
  }

  private void caps() {
    List<String> overshoots = new ArrayList<>();
    evidence
        .caps()
        .forEach(
            (account, cap) -> {
              Levels levels = Levels.of(all.getOrDefault(account, List.of()));
              report.line("most running at " + account + ", cap " + cap, levels.most());
              for (Instant at : levels.above(cap)) {
                overshoots.add(account + " had " + levels.at(at) + " running at " + at);
              }
            });
    report.zero("account cap overshoots", overshoots);
  }

  /** When at least one node was up, and could reach the database and the provider. */
  private List<Span> undisturbed() {
    List<Span> spans = new ArrayList<>();
    for (Span up : Levels.of(evidence.ups()).any()) {
      Instant from = up.from().plus(AFTERMATH);
      for (Trouble trouble : evidence.troubles()) {
        if (NOBODY_CAN.contains(trouble.disturbance()) && trouble.from().isBefore(up.to())) {
          spans.add(new Span(from, min(trouble.from(), up.to())));
          from = max(from, trouble.until().plus(AFTERMATH));
        }
      }
      spans.add(new Span(from, up.to()));
    }
    return spans.stream().filter(span -> span.from().isBefore(span.to())).toList();
  }

  private static List<Span> common(List<Span> some, List<Span> others) {
    List<Span> common = new ArrayList<>();
    for (Span one : some) {
      for (Span other : others) {
        Span both = new Span(max(one.from(), other.from()), min(one.to(), other.to()));
        if (both.from().isBefore(both.to())) {
          common.add(both);
        }
      }
    }
    return common;
  }

  /** Where jobs waited and somebody could see to them, were the slots in use? */
  private void use() {
    List<Span> undisturbed = undisturbed();
    double used = 0;
    double possible = 0;
    Duration longest = Duration.ZERO;
    List<String> idle = new ArrayList<>();
    Map<String, List<Span>> inUse = inUse();
    for (Map.Entry<String, List<Span>> entry : waiting().entrySet()) {
      String queue = entry.getKey();
      if (evidence.caps().containsKey(queue.split(" ")[0])) {
        continue; // its jobs may wait for the account, beside free slots
      }
      int limit = limit(queue);
      Levels levels = Levels.of(known.getOrDefault(queue, List.of()));
      Levels occupied = Levels.of(inUse.getOrDefault(queue, List.of()));
      for (Span backlog : common(Levels.of(entry.getValue()).any(), undisturbed)) {
        Instant to = min(backlog.to(), evidence.ended());
        if (to.isAfter(backlog.from())) {
          used += levels.sum(backlog.from(), to, limit);
          possible += Duration.between(backlog.from(), to).toNanos() / 1e9 * limit;
          Duration waited = Duration.between(backlog.from(), to);
          Duration beside = below(occupied, limit, backlog.from(), to);
          if (beside.compareTo(LONG_WAIT) > 0) {
            idle.add(
                "%s waited %d s within %d s from %s"
                    .formatted(queue, beside.toSeconds(), waited.toSeconds(), backlog.from()));
          }
          longest = Collections.max(List.of(longest, below(levels, limit, backlog.from(), to)));
        }
      }
    }
    double share = possible == 0 ? 1 : used / possible;
    report.line(
        "slots in use while jobs waited",
        "%.1f %% of %.0f slot seconds".formatted(100 * share, possible));
    report.line("longest time below the limit while jobs waited", Times.text(longest));
    report.zero("queues that waited beside free slots", idle);
    report.require(
        share >= USED, "slots in use while jobs waited", "less than 60 % while jobs waited");
  }

  private static Duration below(Levels levels, int limit, Instant from, Instant to) {
    Duration longest = Duration.ZERO;
    Instant since = from;
    for (Instant at : levels.changes(from, to)) {
      if (levels.at(at) >= limit || at.equals(to)) {
        Duration length = Duration.between(since, at);
        longest = length.compareTo(longest) > 0 ? length : longest;
      }
      if (levels.at(at) >= limit) {
        since = to;
      } else if (since.equals(to)) {
        since = at;
      }
    }
    return longest;
  }

  /** When each queue had jobs waiting for a slot, and not for their provider to take them again. */
  private Map<String, List<Span>> waiting() {
    return spansOf(Set.of("PENDING"));
  }

  /** When each queue had slots in use by its jobs' rows, whatever the provider had of them. */
  private Map<String, List<Span>> inUse() {
    return spansOf(Set.of("PROCESSING", "CANCELLING"));
  }

  private Map<String, List<Span>> spansOf(Set<String> statuses) {
    Map<String, Rows.Job> jobs = new HashMap<>();
    evidence.rows().jobs().forEach(job -> jobs.put(job.id(), job));
    Map<String, Rows.Change> open = new HashMap<>();
    Map<String, List<Span>> spans = new TreeMap<>();
    for (Rows.Change change : evidence.rows().changes()) {
      Rows.Job job = jobs.get(change.id());
      if (!change.what().equals("generation_job") || job == null) {
        continue;
      }
      Rows.Change before = open.remove(change.id());
      if (before != null) {
        String account = String.valueOf(before.provider()).substring(Evidence.PROVIDER.length());
        Instant from = begin(before);
        if (from.isBefore(change.at())) {
          add(spans, queue(account, job.tenant(), job.kind()), from, change.at());
        }
      }
      if (statuses.contains(String.valueOf(change.became()))) {
        open.put(change.id(), change);
      }
    }
    return spans;
  }

  private static Instant begin(Rows.Change change) {
    boolean backsOff = "PENDING".equals(change.became()) && change.due() != null;
    return backsOff ? max(change.at(), change.due()) : change.at();
  }

  private int limit(String queue) {
    return evidence.limits().getOrDefault(queue.split(" ")[2], Integer.MAX_VALUE);
  }

  private static String queue(String account, String tenant, String kind) {
    return account + " " + tenant + " " + kind;
  }

  private static void add(Map<String, List<Span>> to, String name, Instant from, Instant until) {
    to.computeIfAbsent(name, n -> new ArrayList<>()).add(new Span(from, until));
  }

  private static Instant min(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
