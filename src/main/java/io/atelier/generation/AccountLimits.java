package io.atelier.generation;

import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.config.Config;

/**
 * What a provider's account takes, of all tenants together; without limit where empty.
 *
 * @param cap tasks at a time
 * @param createRate creates
 * @param requestRate calls of any sort
 */
record AccountLimits(OptionalInt cap, Optional<Rate> createRate, Optional<Rate> requestRate) {

  /** As configured. */
  static AccountLimits of(String provider, Config config) {
    Optional<Integer> cap =
        config.getOptionalValue("generation.account-cap." + provider, Integer.class);
    return new AccountLimits(
        cap.map(OptionalInt::of).orElseGet(OptionalInt::empty),
        rate("generation.create-rate." + provider, config),
        rate("generation.request-rate." + provider, config));
  }

  private static Optional<Rate> rate(String name, Config config) {
    return config.getOptionalValue(name, String.class).map(Rate::parse);
  }

  /** Whether tenants share anything of it. */
  boolean isShared() {
    return cap.isPresent() || createRate.isPresent() || requestRate.isPresent();
  }
}
