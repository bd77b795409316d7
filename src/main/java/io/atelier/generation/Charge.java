package io.atelier.generation;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a create was expected to cost, what it did, and how that is known. */
@Embeddable
class Charge {
  /** Its columns, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of(
          "estimated_cost",
          "estimate_basis",
          "estimate_price_as_of",
          "estimate_unit_price",
          "actual_cost",
          "cost_basis",
          "price_as_of",
          "currency");

  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(6);

  @Column(name = "estimated_cost")
  private @Nullable BigDecimal estimated;

  /** Null where it was recorded before this was kept. */
  @Enumerated(EnumType.STRING)
  @Column(name = "estimate_basis")
  private @Nullable CostBasis estimateBasis;

  @Column(name = "estimate_price_as_of")
  private @Nullable LocalDate estimatePriceAsOf;

  /** What one of what it is counted in cost then; null where it is not counted. */
  @Column(name = "estimate_unit_price")
  private @Nullable BigDecimal estimateUnitPrice;

  @Column(name = "actual_cost")
  private @Nullable BigDecimal actual;

  /** Of what is known now: the actual cost, or else the estimate. */
  @Enumerated(EnumType.STRING)
  @Column(name = "cost_basis")
  private CostBasis basis;

  @Column(name = "price_as_of")
  private @Nullable LocalDate priceAsOf;

  private String currency;

  /** For the persistence provider. */
  protected Charge() {}

  /** Of a create that is to be made. */
  Charge(ProviderCost estimate) {
    expect(estimate);
  }

  /** As a stage's row says. */
  Charge(Row row) throws SQLException {
    this.estimated = row.decimalOrNull("estimated_cost");
    this.estimateBasis = row.nameOrNull(CostBasis.class, "estimate_basis");
    this.estimatePriceAsOf = row.dateOrNull("estimate_price_as_of");
    this.estimateUnitPrice = row.decimalOrNull("estimate_unit_price");
    this.actual = row.decimalOrNull("actual_cost");
    this.basis = row.name(CostBasis.class, "cost_basis");
    this.priceAsOf = row.dateOrNull("price_as_of");
    this.currency = row.text("currency");
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(
        estimated,
        estimateBasis,
        estimatePriceAsOf,
        estimateUnitPrice,
        actual,
        basis,
        priceAsOf,
        currency);
  }

  /** Of one that is not sent yet, by the prices of now. */
  final void expect(ProviderCost estimate) {
    estimated = estimate.amount();
    estimateBasis = estimate.basis();
    estimatePriceAsOf = estimate.priceAsOf();
    estimateUnitPrice = estimate.unitPrice();
    basis = estimate.basis();
    priceAsOf = estimate.priceAsOf();
    currency = estimate.currency();
  }

  /** What it was expected to cost. */
  ProviderCost estimate() {
    CostBasis assumed = estimateBasis == null ? CostBasis.ASSUMED : estimateBasis;
    return new ProviderCost(
        estimated,
        estimated == null ? CostBasis.UNKNOWN : assumed,
        currency,
        estimatePriceAsOf,
        false,
        estimateUnitPrice,
        null);
  }

  /** What it did cost; unknown while that is. */
  ProviderCost cost() {
    CostBasis known = actual == null ? CostBasis.UNKNOWN : basis;
    return new ProviderCost(actual, known, currency, priceAsOf);
  }

  /** The provider has the create, so what is expected is no mere possibility. */
  void becomeDue() {
    if (basis == CostBasis.POSSIBLE) {
      basis = estimate().basis();
    }
  }

  /** Nobody knows whether it is charged. */
  void becomePossible() {
    basis = estimated == null ? CostBasis.UNKNOWN : CostBasis.POSSIBLE;
  }

  /** It certainly is not charged. */
  void drop() {
    actual = NOTHING;
    basis = CostBasis.COMPUTED;
    priceAsOf = null;
  }

  /** That is what it cost; where nobody knows, what it was expected to stands as that. */
  void settle(ProviderCost told) {
    ProviderCost cost = told.settling(estimate());
    if (cost.amount() == null) {
      standByEstimate();
      return;
    }
    actual = cost.amount();
    basis = cost.basis();
    priceAsOf = cost.priceAsOf();
    if (!isNothing(actual)) { // which is the same in any currency
      currency = cost.currency();
    }
  }

  // It was made, for nobody knows how much: what is known is what was expected.
  private void standByEstimate() {
    if (actual == null || isNothing(actual)) {
      actual = null;
      basis = estimate().basis();
      priceAsOf = estimatePriceAsOf;
    }
  }

  private static boolean isNothing(@Nullable BigDecimal amount) {
    return amount != null && amount.signum() == 0;
  }

  /** Whether it is nothing, whatever becomes of the create. */
  boolean isFree() {
    return isNothing(estimated);
  }

  @Nullable BigDecimal estimated() {
    return estimated;
  }

  @Nullable BigDecimal actual() {
    return actual;
  }

  /** How the estimate is known; null where it was recorded before this was kept. */
  @Nullable CostBasis estimateBasis() {
    return estimateBasis;
  }

  /** How the actual cost is known, or else the estimate. */
  CostBasis basis() {
    return basis;
  }

  /** The date of the prices that it is by; null where it is by none. */
  @Nullable LocalDate priceAsOf() {
    return priceAsOf;
  }

  String currency() {
    return currency;
  }
}
