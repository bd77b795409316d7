package io.atelier.generation;

import java.time.Duration;
import java.util.List;

/**
 * How jobs of one kind of media are run.
 *
 * @param pollInterval between two polls of one job (FR-017)
 * @param timeout from the slot to the provider's success, per attempt (FR-017)
 * @param limit how many jobs of one tenant hold a slot at one provider at a time (FR-019)
 * @param providers the route by default (FR-022)
 */
record KindPolicy(Duration pollInterval, Duration timeout, int limit, List<String> providers) {
  KindPolicy {
    providers = List.copyOf(providers);
    if (!pollInterval.isPositive() || !timeout.isPositive() || limit < 1) {
      throw new IllegalArgumentException(
          "poll interval, timeout and limit of a kind of media must be positive");
    }
  }
}
