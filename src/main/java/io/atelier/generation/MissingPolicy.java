package io.atelier.generation;

import java.time.Duration;
import java.time.Instant;

/**
 * When a provider is believed that it does not know a task of its own, which is paid: not at its
 * word, some do not know a new one at once, and any may have an outage.
 *
 * @param grace how long in a row it has to be unknown where it was from its beginning on
 * @param patience the same where it was known before
 */
record MissingPolicy(Duration grace, Duration patience) {
  MissingPolicy {
    if (grace.isNegative() || patience.isNegative()) {
      throw new IllegalArgumentException(
          "generation.not-found-grace and -patience are not negative");
    }
  }

  /** From when on it is believed of a task that is missing, look after look, since then. */
  Instant end(Instant submitted, Instant missingSince) {
    boolean isNew = missingSince.isBefore(submitted.plus(grace));
    return missingSince.plus(isNew ? grace : patience);
  }
}
