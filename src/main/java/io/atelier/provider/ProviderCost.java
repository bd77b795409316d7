package io.atelier.provider;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What one create costs, and how that is known.
 *
 * @param amount never rounded; null where it is unknown, which is not zero
 * @param currency ISO 4217
 * @param priceAsOf the date of the prices it is by; null where it is by none
 * @param asAsked whether it follows from what was asked for alone: then it is by the prices of now,
 *     and those of when the create was sent hold, which is what was estimated
 * @param unitPrice what one of what it is counted in costs, like a credit; null where it is not
 *     counted
 * @param units how many of them its provider says it took: then each costs what it did when the
 *     create was sent; null where it says nothing
 */
public record ProviderCost(
    @Nullable BigDecimal amount,
    CostBasis basis,
    String currency,
    @Nullable LocalDate priceAsOf,
    boolean asAsked,
    @Nullable BigDecimal unitPrice,
    @Nullable BigDecimal units) {

  public ProviderCost {
    if ((amount == null) != (basis == CostBasis.UNKNOWN)) {
      throw new IllegalArgumentException("an amount is unknown, or it has a basis");
    }
    if (amount != null && amount.signum() < 0) {
      throw new IllegalArgumentException("a cost is not negative");
    }
  }

  /** One that holds as it is. */
  public ProviderCost(
      @Nullable BigDecimal amount,
      CostBasis basis,
      String currency,
      @Nullable LocalDate priceAsOf) {
    this(amount, basis, currency, priceAsOf, false, null, null);
  }

  /** One that is by no price. */
  public ProviderCost(@Nullable BigDecimal amount, CostBasis basis, String currency) {
    this(amount, basis, currency, null);
  }

  /** Nothing, known exactly. */
  public static ProviderCost free(String currency) {
    return new ProviderCost(BigDecimal.ZERO.setScale(6), CostBasis.COMPUTED, currency);
  }

  /** Nobody knows how much. */
  public static ProviderCost unknown(String currency) {
    return new ProviderCost(null, CostBasis.UNKNOWN, currency);
  }

  /** So many, at that price for one. */
  public static ProviderCost of(
      BigDecimal units,
      BigDecimal unitPrice,
      CostBasis basis,
      String currency,
      @Nullable LocalDate priceAsOf) {
    return new ProviderCost(
        unitPrice.multiply(units), basis, currency, priceAsOf, false, unitPrice, null);
  }

  /**
   * Both together, known as well as the one that is known less, by prices as old as the older;
   * unknown where one is, and where they are not of one currency.
   */
  public ProviderCost plus(ProviderCost other) {
    if (amount == null || other.amount == null || !currency.equals(other.currency)) {
      return new ProviderCost(null, CostBasis.UNKNOWN, currency);
    }
    return new ProviderCost(
        amount.add(other.amount),
        basis.compareTo(other.basis) >= 0 ? basis : other.basis,
        currency,
        older(priceAsOf, other.priceAsOf));
  }

  private static @Nullable LocalDate older(@Nullable LocalDate one, @Nullable LocalDate other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** The same amount, known as well as that. */
  public ProviderCost as(CostBasis known) {
    return new ProviderCost(amount, known, currency, priceAsOf, asAsked, unitPrice, units);
  }

  /** The same, where it follows from what was asked for alone. */
  public ProviderCost forWhatWasAsked() {
    return new ProviderCost(amount, basis, currency, priceAsOf, true, unitPrice, units);
  }

  /** The same, where its provider says how many it took. */
  public ProviderCost forWhatWasTaken(BigDecimal told) {
    return new ProviderCost(amount, basis, currency, priceAsOf, asAsked, unitPrice, told);
  }

  /** What it is of a create for which that was estimated when it was sent. */
  public ProviderCost settling(ProviderCost estimate) {
    if (units != null && estimate.unitPrice != null) {
      return of(units, estimate.unitPrice, basis, estimate.currency, estimate.priceAsOf);
    }
    if (!asAsked) {
      return this;
    }
    return estimate.amount == null || amount == null ? estimate : estimate.as(basis);
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
