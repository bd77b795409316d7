package io.atelier.chaos;

import java.time.Duration;
import java.util.Collections;
import java.util.List;

/** Durations to read. */
final class Times {
  private Times() {}

  static String text(Duration time) {
    return "%.1f s".formatted(time.toMillis() / 1000.0);
  }

  /** Median, nineteen of twenty, and the most. */
  static String spread(List<Duration> times) {
    if (times.isEmpty()) {
      return "none";
    }
    List<Duration> sorted = times.stream().sorted().toList();
    return "p50 %s, p95 %s, max %s of %d"
        .formatted(
            text(sorted.get(sorted.size() / 2)),
            text(sorted.get(Math.min(sorted.size() - 1, sorted.size() * 95 / 100))),
            text(Collections.max(sorted)),
            sorted.size());
  }
}
