package io.atelier.generation;

import java.time.Duration;
import java.time.Instant;

/**
 * How attempts that were given up are watched.
 *
 * @param interval between two looks
 * @param time from giving up to not looking any more
 */
record WatchPolicy(Duration interval, Duration time) {
  Instant next(Instant now) {
    return now.plus(interval);
  }

  Instant end(Instant now) {
    return now.plus(time);
  }
}
