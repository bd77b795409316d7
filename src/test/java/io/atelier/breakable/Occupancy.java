package io.atelier.breakable;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How many tasks were open at any time, as a ledger tells it: from the accept, or where its answer
 * was lost from the client's next mention of the task, until a poll that told its end, or a
 * successful cancel. A client that holds a slot for every task it knows of is never over its limit
 * here.
 */
public final class Occupancy {
  private final List<Change> changes;

  /**
   * So many, from that time until the next change.
   *
   * @param count how many are open
   */
  public record Change(Instant at, int count) {}

  private record Span(Instant from, Instant to) {}

  private Occupancy(List<Change> changes) {
    this.changes = changes;
  }

  /**
   * The occupancy by some of a ledger's tasks.
   *
   * @param which chosen by the entry of their create: by account, tenant, kind, or not given up
   */
  public static Occupancy of(List<LedgerEntry> ledger, Predicate<LedgerEntry> which) {
    Map<String, Instant> opened = new LinkedHashMap<>();
    Map<String, Instant> closed = new HashMap<>();
    Set<String> chosen = new HashSet<>();
    for (LedgerEntry entry : ledger) {
      String task = entry.account() + "/" + entry.task();
      boolean delivered = Fault.delivers(entry.fault().map(Fault::of).orElse(null));
      if (entry.is("create") && entry.outcome().equals("accepted") && which.test(entry)) {
        chosen.add(task);
      }
      boolean mentioned = entry.is("poll") || entry.is("create") && delivered;
      boolean over = Task.FINAL.contains(entry.outcome()) && !entry.is("create") && delivered;
      if (chosen.contains(task) && mentioned && !entry.outcome().equals("conflict")) {
        opened.putIfAbsent(task, entry.at());
      }
      if (chosen.contains(task) && over) {
        closed.putIfAbsent(task, entry.at());
      }
    }
    List<Span> spans = new ArrayList<>();
    opened.forEach(
        (task, from) -> spans.add(new Span(from, closed.getOrDefault(task, Instant.MAX))));
    return new Occupancy(changes(spans));
  }

  private static List<Change> changes(List<Span> spans) {
    List<Change> steps = new ArrayList<>();
    for (Span span : spans) {
      if (span.to().isAfter(span.from())) {
        steps.add(new Change(span.from(), 1));
        steps.add(new Change(span.to(), -1));
      }
    }
    // Who leaves at a moment makes room for who comes at it.
    steps.sort(Comparator.comparing(Change::at).thenComparing(Change::count));
    List<Change> changes = new ArrayList<>();
    int count = 0;
    for (Change step : steps) {
      count += step.count();
      changes.add(new Change(step.at(), count));
    }
    return List.copyOf(changes);
  }

  /** The most there were at a time. */
  public int most() {
    return changes.stream().mapToInt(Change::count).max().orElse(0);
  }

  /** Every change, in order. */
  public List<Change> changes() {
    return changes;
  }

  /** For how long within a period there were that many or more. */
  public Duration atLeast(int count, Instant from, Instant to) {
    Duration sum = Duration.ZERO;
    Instant since = from;
    int current = 0;
    for (Change change : changes) {
      Instant at = change.at().isBefore(from) ? from : change.at().isAfter(to) ? to : change.at();
      if (current >= count) {
        sum = sum.plus(Duration.between(since, at));
      }
      since = at;
      current = change.count();
    }
    return current >= count ? sum.plus(Duration.between(since, to)) : sum;
  }
}
