package io.atelier.generation;

import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a create was expected to cost, what it did, and how that is known. */
@Embeddable
class Charge {
  /** Its columns, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of("estimated_cost", "actual_cost", "cost_basis", "currency");

  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(6);

  @Column(name = "estimated_cost")
  private @Nullable BigDecimal estimated;

  @Column(name = "actual_cost")
  private @Nullable BigDecimal actual;

  @Enumerated(EnumType.STRING)
  @Column(name = "cost_basis")
  private CostBasis basis;

  private String currency;

  /** For the persistence provider. */
  protected Charge() {}

  /** Of a create that is to be made. */
  Charge(ProviderCost estimate) {
    this.estimated = estimate.amount();
    this.basis = estimate.basis();
    this.currency = estimate.currency();
  }

  /** As a stage's row says. */
  Charge(Row row) throws SQLException {
    this.estimated = row.decimalOrNull("estimated_cost");
    this.actual = row.decimalOrNull("actual_cost");
    this.basis = row.name(CostBasis.class, "cost_basis");
    this.currency = row.text("currency");
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(estimated, actual, basis, currency);
  }

  /** What the same create is expected to cost when it is made again. */
  ProviderCost estimate() {
    CostBasis assumed = estimated == null ? CostBasis.UNKNOWN : CostBasis.ASSUMED;
    return new ProviderCost(estimated, assumed, currency);
  }

  /** The provider has the create, so what is expected is no mere possibility. */
  void becomeDue() {
    if (basis == CostBasis.POSSIBLE) {
      basis = CostBasis.ASSUMED;
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
  }

  /** That is what it cost. */
  void settle(ProviderCost cost) {
    actual = cost.amount();
    basis = cost.basis();
    currency = cost.currency();
  }

  /** Whether it is nothing, whatever becomes of the create. */
  boolean isFree() {
    return estimated != null && estimated.signum() == 0;
  }

  @Nullable BigDecimal estimated() {
    return estimated;
  }

  @Nullable BigDecimal actual() {
    return actual;
  }

  CostBasis basis() {
    return basis;
  }

  String currency() {
    return currency;
  }
}
