package io.atelier.chaos;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many of some things there were at any time, from when each began and ended. */
final class Levels {
  private final TreeMap<Instant, Integer> levels = new TreeMap<>();

  /** One of the things. */
  record Span(Instant from, Instant to) {}

  private record Step(Instant at, int by) {}

  private Levels() {}

  static Levels of(List<Span> spans) {
    List<Step> steps = new ArrayList<>();
    for (Span span : spans) {
      if (span.to().isAfter(span.from())) {
        steps.add(new Step(span.from(), 1));
        steps.add(new Step(span.to(), -1));
      }
    }
    // Who leaves at a moment makes room for who comes at it.
    steps.sort(Comparator.comparing(Step::at).thenComparing(Step::by));
    Levels levels = new Levels();
    int level = 0;
    for (Step step : steps) {
      level += step.by();
      levels.levels.merge(step.at(), level, (before, after) -> after);
    }
    return levels;
  }

  /** How many there were at that time. */
  int at(Instant time) {
    Map.Entry<Instant, Integer> entry = levels.floorEntry(time);
    return entry == null ? 0 : entry.getValue();
  }

  /** The most there ever were. */
  int most() {
    return levels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  /** The times at which there were more than that, from when it began. */
  List<Instant> above(int limit) {
    List<Instant> times = new ArrayList<>();
    int before = 0;
    for (Map.Entry<Instant, Integer> entry : levels.entrySet()) {
      if (entry.getValue() > limit && before <= limit) {
        times.add(entry.getKey());
      }
      before = entry.getValue();
    }
    return times;
  }

  /** Every time at which the number changed within a period, and the period's ends. */
  List<Instant> changes(Instant from, Instant to) {
    List<Instant> times = new ArrayList<>(List.of(from));
    times.addAll(levels.subMap(from, false, to, false).keySet());
    times.add(to);
    return times;
  }

  /** The periods in which there was at least one. */
  List<Span> any() {
    List<Span> spans = new ArrayList<>();
    Instant since = Instant.MAX;
    for (Map.Entry<Instant, Integer> entry : levels.entrySet()) {
      if (entry.getValue() > 0 && since.equals(Instant.MAX)) {
        since = entry.getKey();
      } else if (entry.getValue() == 0) {
        spans.add(new Span(since, entry.getKey()));
        since = Instant.MAX;
      }
    }
    return spans;
  }

  /** The sum of the number, no more than a limit, over a period, in seconds. */
  double sum(Instant from, Instant to, int limit) {
    double sum = 0;
    List<Instant> times = changes(from, to);
    for (int i = 1; i < times.size(); i++) {
      Duration length = Duration.between(times.get(i - 1), times.get(i));
      sum += length.toNanos() / 1e9 * Math.min(limit, at(times.get(i - 1)));
    }
    return sum;
  }
}
