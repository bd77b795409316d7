package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One paid create of an {@link Attempt}: its intent is committed before the call, its outcome right
 * after.
 */
@Entity
@Table(name = "stage")
class Stage {
  /** The columns that change in a stage's life, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      Stream.of(
              List.of("outcome", "handle_id", "handle_state"),
              Charge.COLUMNS,
              List.of(
                  "model",
                  "submitted_at",
                  "begun_at",
                  "answered_at",
                  "failure_class",
                  "damaged_at",
                  "missing_since",
                  "expired_since"))
          .flatMap(List::stream)
          .toList();

  /** Also the call's own key: the same for every repetition of this create. */
  @Id private UUID id;

  private int no;

  @Enumerated(EnumType.STRING)
  private @Nullable StageOutcome outcome;

  @Column(name = "handle_id")
  private @Nullable String handleId;

  @Column(name = "handle_state")
  private @Nullable String handleState;

  @Embedded private Charge charge;

  /** Which create of the generation it is, from 1; one that is made again has the same. */
  private int ordinal;

  /** What the create before it left for it. */
  @Column(name = "carried_state")
  private String carriedState;

  /** What it is asked of; null while it is not to be sent yet, and where that has no name. */
  private @Nullable String model;

  /** When its intent was recorded; null while it is not to be sent yet. */
  @Column(name = "submitted_at")
  private @Nullable Instant submittedAt;

  /**
   * When it began to be sent; null while it certainly was not received. What is made in this
   * process is not sent and has none.
   */
  @Column(name = "begun_at")
  private @Nullable Instant begunAt;

  @Column(name = "answered_at")
  private @Nullable Instant answeredAt;

  /** Why it was refused, where it was made again within its attempt. */
  @Enumerated(EnumType.STRING)
  @Column(name = "failure_class")
  private @Nullable FailureClass failureClass;

  /** When what came of it was found to be damaged for the first time. */
  @Column(name = "damaged_at")
  private @Nullable Instant damagedAt;

  /** Since when, look after look, its provider does not know it. */
  @Column(name = "missing_since")
  private @Nullable Instant missingSince;

  /** Since when, look after look, the address of what came of it is dead. */
  @Column(name = "expired_since")
  private @Nullable Instant expiredSince;

  /** For the persistence provider. */
  protected Stage() {}

  private Stage(int no, int ordinal, String carriedState, ProviderCost estimate) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.no = no;
    this.ordinal = ordinal;
    this.carriedState = carriedState;
    this.charge = new Charge(estimate);
  }

  /** A stage as its row says. */
  Stage(Row row) throws SQLException {
    this.id = row.id("stage_id");
    this.no = (int) row.number("stage_no");
    this.ordinal = (int) row.number("ordinal");
    this.carriedState = row.text("carried_state");
    this.outcome = row.nameOrNull(StageOutcome.class, "outcome");
    this.handleId = row.textOrNull("handle_id");
    this.handleState = row.textOrNull("handle_state");
    this.charge = new Charge(row);
    this.model = row.textOrNull("model");
    this.submittedAt = row.timeOrNull("submitted_at");
    this.begunAt = row.timeOrNull("begun_at");
    this.answeredAt = row.timeOrNull("answered_at");
    this.failureClass = row.nameOrNull(FailureClass.class, "stage_failure_class");
    this.damagedAt = row.timeOrNull("damaged_at");
    this.missingSince = row.timeOrNull("missing_since");
    this.expiredSince = row.timeOrNull("expired_since");
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    List<@Nullable Object> state = new ArrayList<>(Arrays.asList(outcome, handleId, handleState));
    state.addAll(charge.state());
    state.addAll(
        Arrays.asList(
            model,
            submittedAt,
            begunAt,
            answeredAt,
            failureClass,
            damagedAt,
            missingSince,
            expiredSince));
    return state;
  }

  /** An attempt's first create, whose intent is recorded with it. */
  static Stage first(ProviderCost estimate, @Nullable String model, Instant now) {
    Stage stage = new Stage(1, 1, "", estimate);
    stage.model = model;
    stage.submittedAt = now;
    return stage;
  }

  /** The create after this one, not to be sent yet. */
  Stage next(String carried, ProviderCost estimate) {
    return new Stage(no + 1, ordinal + 1, carried, estimate);
  }

  /** The same create as this one, which was refused for now: not to be sent yet. */
  Stage again() {
    return new Stage(no + 1, ordinal, carriedState, charge.estimate());
  }

  /** It is sent at once, to be made with that model at that price. */
  void submit(@Nullable String asked, ProviderCost estimate, Instant now) {
    if (submittedAt != null) {
      throw new IllegalStateException("stage " + id + " was already sent");
    }
    model = asked;
    charge.expect(estimate);
    submittedAt = now;
    begunAt = now;
  }

  /** From now on it may be received. */
  void begin(Instant now) {
    begunAt = now;
  }

  /** Whether it may have been received. */
  boolean isBegun() {
    return begunAt != null;
  }

  /** It was not sent after all. */
  void postpone() {
    if (submittedAt == null || outcome != null) {
      throw new IllegalStateException("stage " + id + " is not being sent");
    }
    submittedAt = null;
    begunAt = null;
  }

  /** Whether it certainly was not sent yet. */
  boolean isPrepared() {
    return submittedAt == null && outcome == null;
  }

  void accept(ProviderHandle handle, Instant now) {
    acceptUntold(now);
    moveOn(handle);
  }

  void moveOn(ProviderHandle handle) {
    turnUp();
    handleId = handle.id();
    handleState = handle.state();
  }

  /** The provider has it, as which task it does not say. */
  void acceptUntold(Instant now) {
    answer(StageOutcome.ACCEPTED, now);
    charge.becomeDue();
  }

  /** It was not accepted, so it costs nothing. */
  void refuse(Instant now) {
    answer(StageOutcome.REFUSED, now);
    charge.drop();
  }

  /** The same for now: it is made again. */
  void refuse(FailureClass why, Instant now) {
    refuse(now);
    failureClass = why;
  }

  /** Whether that was the provider's own refusal, and not for want of room. */
  boolean countsAsRefusal() {
    return outcome == StageOutcome.REFUSED && failureClass == FailureClass.TRANSIENT;
  }

  void loseTrack(Instant now) {
    answer(StageOutcome.UNKNOWN, now);
    charge.becomePossible();
  }

  void charge(ProviderCost cost, Instant now) {
    if (outcome != StageOutcome.ACCEPTED) {
      answer(StageOutcome.ACCEPTED, now);
    }
    charge.settle(cost);
  }

  private void answer(StageOutcome answer, Instant now) {
    if (outcome != null && outcome != StageOutcome.UNKNOWN) {
      throw new IllegalStateException("stage " + id + " is already " + outcome);
    }
    outcome = answer;
    answeredAt = now;
  }

  /** What came of it is damaged, or not what was asked for. */
  void findDamaged(Instant now) {
    damagedAt = now;
    turnUp();
  }

  /** Whether that was found before. */
  boolean wasDamaged() {
    return damagedAt != null;
  }

  /** Its provider says that it does not know it; whether that is not to be believed yet. */
  boolean mayTurnUp(MissingPolicy policy, Instant now) {
    if (missingSince == null) {
      missingSince = now;
    }
    Instant sent = submittedAt();
    return now.isBefore(policy.end(sent == null ? now : sent, missingSince));
  }

  /** Its provider knows it, and nothing is known against its result. */
  void turnUp() {
    missingSince = null;
    expiredSince = null;
  }

  /** The address of its result is dead; whether another may be had yet. */
  boolean mayBeHadYet(Duration grace, Instant now) {
    missingSince = null;
    if (expiredSince == null) {
      expiredSince = now;
    }
    return now.isBefore(expiredSince.plus(grace));
  }

  /** Since when the address of its result is dead; null where it is not. */
  @Nullable Instant expiredSince() {
    return expiredSince;
  }

  /** Whether it costs nothing, whatever becomes of it. */
  boolean isFree() {
    return charge.isFree();
  }

  /** When it was sent at the earliest; null while it is not to be sent yet. */
  @Nullable Instant submittedAt() {
    return begunAt == null ? submittedAt : begunAt;
  }

  @Nullable Instant answeredAt() {
    return answeredAt;
  }

  int ordinal() {
    return ordinal;
  }

  @Nullable String model() {
    return model;
  }

  String carriedState() {
    return carriedState;
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

  @Nullable FailureClass failureClass() {
    return failureClass;
  }

  Optional<ProviderHandle> handle() {
    String state = handleState == null ? "" : handleState;
    return Optional.ofNullable(handleId).map(id -> new ProviderHandle(id, state));
  }

  /** What it was expected to cost. */
  ProviderCost estimate() {
    return charge.estimate();
  }

  /** What it did cost; unknown while that is. */
  ProviderCost cost() {
    return charge.cost();
  }

  @Nullable BigDecimal estimatedCost() {
    return charge.estimated();
  }

  /** How that is known; null where it was recorded before this was kept. */
  @Nullable CostBasis estimateBasis() {
    return charge.estimateBasis();
  }

  @Nullable BigDecimal actualCost() {
    return charge.actual();
  }

  /** How the actual cost is known, or else the estimate. */
  CostBasis costBasis() {
    return charge.basis();
  }

  /** The date of the prices that it is by; null where it is by none. */
  @Nullable LocalDate priceAsOf() {
    return charge.priceAsOf();
  }

  String currency() {
    return charge.currency();
  }
}
