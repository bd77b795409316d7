package io.atelier.provider.remote;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/**
 * What a task costs that was accepted and failed, where the provider never says: its pages promise
 * the money back for one code, and clients report the same of the others. {@code
 * <provider>.refunds-failures} says whether that is assumed.
 */
public record Refunds(boolean assumed) {
  private static final String PROMISED = "531";

  /** That provider's. */
  public static Refunds read(Config config, String provider) {
    return new Refunds(config.getValue(provider + ".refunds-failures", Boolean.class));
  }

  /**
   * What it cost; null for nothing.
   *
   * @param code the provider's, of the failure
   * @param price what it would have cost
   */
  public @Nullable ProviderCost charged(String code, ProviderCost price) {
    if (code.equals(PROMISED)) {
      return null;
    }
    if (assumed) {
      return ProviderCost.free(price.currency()).as(CostBasis.ASSUMED);
    }
    return (price.amount() == null ? price : price.as(CostBasis.POSSIBLE)).forWhatWasAsked();
  }
}
