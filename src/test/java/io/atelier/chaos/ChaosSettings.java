package io.atelier.chaos;

import java.time.Duration;
import java.util.Locale;

/**
 * What a run is to be: {@code chaos.seed}, {@code chaos.duration} and {@code chaos.without}.
 *
 * @param seed decides everything that chance decides; what time decides differs from run to run
 * @param duration for how long there is load and trouble
 * @param without what is taken out of the product, so that the checker has something to find
 */
record ChaosSettings(long seed, Duration duration, Safeguard without) {

  static ChaosSettings ofSystemProperties() {
    return new ChaosSettings(
        Long.getLong("chaos.seed", 20260101),
        Duration.parse(System.getProperty("chaos.duration", "PT100S")),
        Safeguard.valueOf(System.getProperty("chaos.without", "nothing").toUpperCase(Locale.ROOT)));
  }
}
