package io.atelier.provider;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one create costs, and how that is known.
 *
 * @param amount never rounded; null where it is unknown, which is not zero
 * @param currency ISO 4217
 */
public record ProviderCost(@Nullable BigDecimal amount, CostBasis basis, String currency) {

  public ProviderCost {
    if ((amount == null) != (basis == CostBasis.UNKNOWN)) {
      throw new IllegalArgumentException("an amount is unknown, or it has a basis");
    }
    if (amount != null && amount.signum() < 0) {
      throw new IllegalArgumentException("a cost is not negative");
    }
  }

  /** Nothing, known exactly. */
  public static ProviderCost free() {
    return new ProviderCost(BigDecimal.ZERO.setScale(6), CostBasis.COMPUTED, "USD");
  }

  /** Nobody knows how much. */
  public static ProviderCost unknown() {
    return new ProviderCost(null, CostBasis.UNKNOWN, "USD");
  }

  /** How an amount is known. */
  public enum CostBasis {
    /** The provider said so. */
    REPORTED,
    /** From the price book and what was delivered. */
    COMPUTED,
    /** From the price book and what was asked for. */
    ASSUMED,
    /** The create's outcome is unknown; it may have been charged. */
    POSSIBLE,
    /** No price is known. */
    UNKNOWN
  }
}
