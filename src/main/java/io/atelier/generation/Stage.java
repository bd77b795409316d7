package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One paid create of an {@link Attempt}: its intent is committed before the call, its outcome right
 * after.
 */
@Entity
@Table(name = "stage")
class Stage {
  private static final BigDecimal NOTHING = BigDecimal.ZERO.setScale(6);

  /** Also the call's own key: the same for every repetition of this create. */
  @Id private UUID id;

  private int no;

  @Enumerated(EnumType.STRING)
  private @Nullable StageOutcome outcome;

  @Column(name = "handle_id")
  private @Nullable String handleId;

  @Column(name = "handle_state")
  private @Nullable String handleState;

  @Column(name = "estimated_cost")
  private @Nullable BigDecimal estimatedCost;

  @Column(name = "actual_cost")
  private @Nullable BigDecimal actualCost;

  @Enumerated(EnumType.STRING)
  @Column(name = "cost_basis")
  private CostBasis costBasis;

  private String currency;

  @Column(name = "submitted_at")
  private Instant submittedAt;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  /** For the persistence provider. */
  protected Stage() {}

  Stage(int no, ProviderCost estimate, Instant now) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.no = no;
    this.estimatedCost = estimate.amount();
    this.costBasis = estimate.basis();
    this.currency = estimate.currency();
    this.submittedAt = now;
  }

  void accept(ProviderHandle handle, Instant now) {
    becomeAccepted(now);
    handleId = handle.id();
    handleState = handle.state();
  }

  void moveOn(ProviderHandle handle) {
    handleId = handle.id();
    handleState = handle.state();
  }

  /** The provider has it, as which task it does not say. */
  void acceptUntold(Instant now) {
    becomeAccepted(now);
  }

  private void becomeAccepted(Instant now) {
    answer(StageOutcome.ACCEPTED, now);
    if (costBasis == CostBasis.POSSIBLE) {
      costBasis = CostBasis.ASSUMED;
    }
  }

  /** It was not accepted, so it costs nothing. */
  void refuse(Instant now) {
    answer(StageOutcome.REFUSED, now);
    actualCost = NOTHING;
    costBasis = CostBasis.COMPUTED;
  }

  void loseTrack(Instant now) {
    answer(StageOutcome.UNKNOWN, now);
    costBasis = estimatedCost == null ? CostBasis.UNKNOWN : CostBasis.POSSIBLE;
  }

  void charge(ProviderCost cost, Instant now) {
    if (outcome != StageOutcome.ACCEPTED) {
      answer(StageOutcome.ACCEPTED, now);
    }
    actualCost = cost.amount();
    costBasis = cost.basis();
    currency = cost.currency();
  }

  private void answer(StageOutcome answer, Instant now) {
    if (outcome != null && outcome != StageOutcome.UNKNOWN) {
      throw new IllegalStateException("stage " + id + " is already " + outcome);
    }
    outcome = answer;
    answeredAt = now;
  }

  /** Whether it costs nothing, whatever becomes of it. */
  boolean isFree() {
    return estimatedCost != null && estimatedCost.signum() == 0;
  }

  Instant submittedAt() {
    return submittedAt;
  }

  UUID id() {
    return id;
  }

  int no() {
    return no;
  }

  @Nullable StageOutcome outcome() {
    return outcome;
  }

  Optional<ProviderHandle> handle() {
    String state = handleState == null ? "" : handleState;
    return Optional.ofNullable(handleId).map(id -> new ProviderHandle(id, state));
  }

  @Nullable BigDecimal estimatedCost() {
    return estimatedCost;
  }

  @Nullable BigDecimal actualCost() {
    return actualCost;
  }

  CostBasis costBasis() {
    return costBasis;
  }

  String currency() {
    return currency;
  }
}
