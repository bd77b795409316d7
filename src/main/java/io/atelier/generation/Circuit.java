package io.atelier.generation;

import java.time.Duration;

/**
 * When a provider is left alone.
 *
 * @param failures how many in a row open its circuit
 * @param delay how long it stays open before one create tries again
 */
record Circuit(int failures, Duration delay) {
  Circuit {
    if (failures < 1 || !delay.isPositive()) {
      throw new IllegalArgumentException("a circuit opens after a failure, for some time");
    }
  }
}
