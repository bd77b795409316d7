package io.atelier.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** So many requests in any such time. Thread-safe. */
final class RateWindow {
  private final Deque<Instant> taken = new ArrayDeque<>();
  private final int most;
  private final Duration time;

  RateWindow(int most, Duration time) {
    this.most = most;
    this.time = time;
  }

  /** Whether there is one more now, which is taken then. */
  synchronized boolean admits(Instant now) {
    while (!taken.isEmpty() && !taken.getFirst().plus(time).isAfter(now)) {
      taken.removeFirst();
    }
    if (taken.size() >= most) {
      return false;
    }
    taken.addLast(now);
    return true;
  }
}
