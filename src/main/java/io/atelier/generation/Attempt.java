package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One provider's try at a job; changed only through the job's verbs. */
@Entity
@Table(name = "attempt")
class Attempt {
  /** The columns that change in an attempt's life, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      List.of(
          "status",
          "failure_class",
          "failure_code",
          "message",
          "settled_at",
          "ready_at",
          "watch_due_at",
          "watch_until",
          "lease_owner",
          "lease_until",
          "watch_fence",
          "watch_faults");

  @Id private UUID id;
  private int no;
  private String provider;

  @Enumerated(EnumType.STRING)
  private AttemptStatus status;

  @Enumerated(EnumType.STRING)
  private SubmissionGuarantee guarantee;

  @Enumerated(EnumType.STRING)
  @Column(name = "failure_class")
  private @Nullable FailureClass failureClass;

  @Column(name = "failure_code")
  private @Nullable String failureCode;

  private @Nullable String message;

  @Column(name = "started_at")
  private Instant startedAt;

  @Column(name = "settled_at")
  private @Nullable Instant settledAt;

  @Column(name = "ready_at")
  private @Nullable Instant readyAt;

  @Column(name = "watch_due_at")
  private @Nullable Instant watchDueAt;

  @Column(name = "watch_until")
  private @Nullable Instant watchUntil;

  @Column(name = "lease_owner")
  private @Nullable String leaseOwner;

  @Column(name = "lease_until")
  private @Nullable Instant leaseUntil;

  @Column(name = "watch_fence")
  private long watchFence;

  /** How often in a row what it delivered began to be decoded on a node not heard of again. */
  @Column(name = "watch_faults")
  private short watchFaults;

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
  @JoinColumn(name = "attempt_id", nullable = false)
  @OrderBy("no")
  private List<Stage> stages = new ArrayList<>();

  /** For the persistence provider. */
  protected Attempt() {}

  private Attempt(
      int no, String provider, SubmissionGuarantee guarantee, AttemptStatus status, Instant now) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.no = no;
    this.provider = provider;
    this.guarantee = guarantee;
    this.status = status;
    this.startedAt = now;
  }

  /** An attempt as its row says, without its stages. */
  Attempt(Row row) throws SQLException {
    this(
        (int) row.number("no"),
        row.text("provider"),
        row.name(SubmissionGuarantee.class, "guarantee"),
        row.name(AttemptStatus.class, "status"),
        row.time("started_at"));
    this.id = row.id("id");
    this.failureClass = row.nameOrNull(FailureClass.class, "failure_class");
    this.failureCode = row.textOrNull("failure_code");
    this.message = row.textOrNull("message");
    this.settledAt = row.timeOrNull("settled_at");
    this.readyAt = row.timeOrNull("ready_at");
    this.watchDueAt = row.timeOrNull("watch_due_at");
    this.watchUntil = row.timeOrNull("watch_until");
    this.leaseOwner = row.textOrNull("lease_owner");
    this.leaseUntil = row.timeOrNull("lease_until");
    this.watchFence = row.number("watch_fence");
    this.watchFaults = (short) row.number("watch_faults");
  }

  /** The next of its stages, as its row says. */
  void read(Stage stage) {
    stages.add(stage);
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    return Arrays.asList(
        status,
        failureClass,
        failureCode,
        message,
        settledAt,
        readyAt,
        watchDueAt,
        watchUntil,
        leaseOwner,
        leaseUntil,
        watchFence,
        watchFaults);
  }

  /** A try whose first create is about to be sent. */
  static Attempt submitting(
      int no, String provider, SubmissionGuarantee guarantee, ProviderCost estimate, Instant now) {
    Attempt attempt = new Attempt(no, provider, guarantee, AttemptStatus.SUBMITTING, now);
    attempt.stages.add(Stage.first(estimate, now));
    return attempt;
  }

  /** A try that is not made, for that reason. */
  static Attempt skipped(int no, String provider, String reason, Instant now) {
    Attempt attempt =
        new Attempt(no, provider, SubmissionGuarantee.NONE, AttemptStatus.SKIPPED, now);
    attempt.message = reason;
    attempt.settledAt = now;
    return attempt;
  }

  void accept(ProviderHandle handle, Instant now) {
    stage().accept(handle, now);
    status = AttemptStatus.RUNNING;
    message = null;
  }

  /** The create in hand is done and paid; the next one is to be made. */
  void nextStage(ProviderSnapshot.NextStage next, Instant now) {
    stage().charge(next.cost(), now);
    status = AttemptStatus.RUNNING;
    stages.add(stage().next(next.state(), next.estimate()));
  }

  /** The prepared create is about to be sent. */
  void submitStage(Instant now) {
    stage().submit(now);
    status = AttemptStatus.SUBMITTING;
  }

  /** The create was refused for now, and is to be made again: what came before it is paid. */
  void tryStageAgain(ProviderSnapshot.Failed refusal, Instant now) {
    stage().refuse(refusal.failure(), now);
    status = AttemptStatus.RUNNING;
    message = refusal.message();
    stages.add(stage().again());
  }

  /** The create was not sent, and is to be made later. */
  void postponeStage(String reason) {
    stage().postpone();
    status = AttemptStatus.RUNNING;
    message = reason;
  }

  /** How often in a row the create that is being made was refused, for whatever reason. */
  int refusalsOfStage() {
    return (int) refused().count();
  }

  /** How many of these count against the provider: its own refusals, not for want of room. */
  int countedRefusalsOfStage() {
    return (int) refused().filter(Stage::countsAsRefusal).count();
  }

  /** How often the same create had been refused before that one was made. */
  int refusedBefore(Stage stage) {
    return (int) refusalsOf(stage).filter(one -> one.no() < stage.no()).count();
  }

  private Stream<Stage> refused() {
    return refusalsOf(stage());
  }

  private Stream<Stage> refusalsOf(Stage stage) {
    return stages.stream()
        .filter(one -> one.ordinal() == stage.ordinal() && one.outcome() == StageOutcome.REFUSED);
  }

  /** Its provider made it; since when. */
  Instant ready(String reason, Instant now) {
    message = reason;
    if (readyAt == null) {
      readyAt = now;
    }
    return readyAt;
  }

  boolean isReady() {
    return readyAt != null;
  }

  /**
   * Whether a failure is one of what came, for the first time: the way here may have damaged it, so
   * it is fetched once more, by whatever address its provider has for it then.
   */
  boolean mayComeWhole(ProviderSnapshot.Failed failure) {
    return failure.failure() == FailureClass.INVALID_OUTPUT
        && stage().handle().isPresent()
        && !stage().wasDamaged();
  }

  /** What came is damaged, and is fetched once more. */
  void findDamaged(String reason, Instant now) {
    stage().findDamaged(now);
    message = reason;
  }

  /** What was made is fetched at a slow pace from now on, without end. */
  void giveUpFetching(String reason, Instant now) {
    failureClass = FailureClass.TRANSIENT;
    message = reason;
    settle(AttemptStatus.FAILED, now);
    watch(now, null);
  }

  /** It was accepted, and nobody can say as which task. */
  void acceptUntold(String reason, Instant now) {
    stage().acceptUntold(now);
    failureClass = FailureClass.NOT_FOUND;
    message = reason;
    settle(AttemptStatus.FAILED, now);
  }

  /** Whether it was accepted is not known, but can be found out. */
  void doubt(String reason, Instant now) {
    if (stage().outcome() == null) {
      stage().loseTrack(now);
    }
    message = reason;
  }

  void succeed(ProviderCost cost, Instant now) {
    stage().charge(cost, now);
    settle(AttemptStatus.SUCCEEDED, now);
  }

  void fail(ProviderSnapshot.Failed failure, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage().charge(charged, now);
    } else if (stage().outcome() != StageOutcome.ACCEPTED
        && (status == AttemptStatus.SUBMITTING || stage().isPrepared())) {
      stage().refuse(now);
    } else if (!failure.failure().isOfTheResult()) {
      stage().charge(ProviderCost.free(), now);
    }
    failureClass = failure.failure();
    failureCode = failure.code();
    message = failure.message();
    settle(AttemptStatus.FAILED, now);
  }

  /** The prepared create is not made any more. */
  void drop(String reason, Instant now) {
    stage().refuse(now);
    message = reason;
    settle(AttemptStatus.FAILED, now);
  }

  void loseTrack(String reason, Instant now) {
    doubt(reason, now);
    message = reason;
    settle(AttemptStatus.UNKNOWN, now);
  }

  void timeOut(Instant now) {
    leaveUnanswered(now);
    failureClass = FailureClass.TIMEOUT;
    settle(AttemptStatus.TIMED_OUT, now);
  }

  void cancel(Instant now) {
    leaveUnanswered(now);
    settle(AttemptStatus.CANCELLED, now);
  }

  // Whoever is sending it will say what came of it; who was about to is too late.
  private void leaveUnanswered(Instant now) {
    if (stage().outcome() == null && !stage().isBegun()) {
      stage().refuse(now);
    } else if (status == AttemptStatus.SUBMITTING && stage().outcome() == null) {
      stage().loseTrack(now);
    }
  }

  /** The provider stopped it. */
  void stop(ProviderCost charged, Instant now) {
    stage().charge(charged, now);
    settle(AttemptStatus.CANCELLED, now);
    endWatch();
  }

  /** The same provider's task, by another handle. */
  void moveOn(ProviderHandle handle) {
    stage().moveOn(handle);
    if (status == AttemptStatus.SUBMITTING) {
      status = AttemptStatus.RUNNING;
    }
  }

  /** Whether it is over, and whether its last create, which is that one, was accepted not known. */
  boolean isInDoubtAfterItsEnd(UUID stage) {
    return isSettled()
        && !stages.isEmpty()
        && stage().id().equals(stage)
        && stage().outcome() == StageOutcome.UNKNOWN;
  }

  /** Its create was refused, as whoever sent it heard when it had been given up. */
  void refusedAfterAll(Instant now) {
    stage().refuse(now);
    endWatch();
  }

  /**
   * Its provider may still deliver, so somebody is to look.
   *
   * @param until when to give up; null for a result that is paid for and waits to be stored
   */
  void watch(Instant due, @Nullable Instant until) {
    if (stage().handle().isPresent() || canBeFoundOut()) {
      watchDueAt = due;
      watchUntil = until;
      watchFaults = 0;
      releaseWatch();
    }
  }

  // What costs nothing is not worth a question that might make it again.
  private boolean canBeFoundOut() {
    boolean offered =
        switch (guarantee) {
          case REPLAY, LOOKUP -> true;
          case REJECT, NONE -> false;
        };
    return offered && stage().outcome() == StageOutcome.UNKNOWN && !stage().isFree();
  }

  /** The provider has it after all, by that handle: from now on its result is waited for. */
  void find(ProviderHandle handle, Instant until, Instant now) {
    stage().accept(handle, now);
    watch(now, until);
  }

  /** Nothing yet; it is looked at once more, or given up for good. */
  void watchAgain(Instant due) {
    watchDueAt = watchUntil == null || due.isBefore(watchUntil) ? due : null;
    releaseWatch();
  }

  /** The provider delivered after all. */
  void deliver(ProviderCost cost, Instant now) {
    stage().charge(cost, now);
    settle(AttemptStatus.SUCCEEDED, now);
    endWatch();
  }

  /** A create was done after all, and none is made after it for a job that has ended. */
  void endBetweenStages(ProviderCost cost, Instant now) {
    stage().charge(cost, now);
    if (status == AttemptStatus.UNKNOWN) {
      settle(AttemptStatus.TIMED_OUT, now);
    }
    endWatch();
  }

  /** The provider failed after all, or what it delivered cannot be used. */
  void endInVain(ProviderSnapshot.Failed failure, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage().charge(charged, now);
    } else if (stage().handle().isEmpty()) {
      stage().refuse(now);
    } else if (!failure.failure().isOfTheResult()) {
      stage().charge(ProviderCost.free(), now);
    }
    failureClass = failure.failure();
    failureCode = failure.code();
    message = failure.message();
    settle(AttemptStatus.FAILED, now);
    endWatch();
  }

  private void endWatch() {
    watchDueAt = null;
    watchUntil = null;
    releaseWatch();
  }

  private void releaseWatch() {
    leaseOwner = null;
    leaseUntil = null;
  }

  /** Whether it may cost what is not in the books. */
  boolean mayBeCharged() {
    return isWatched()
        || stages.stream()
            .anyMatch(stage -> stage.outcome() == StageOutcome.UNKNOWN && !stage.isFree());
  }

  /** Whether the provider refused it for now, and it may simply be asked again. */
  boolean wasRefusedForNow() {
    return status == AttemptStatus.FAILED
        && failureClass != null
        && failureClass.passes()
        && stage().outcome() == StageOutcome.REFUSED;
  }

  /** Whether that was the provider's own refusal, and not for want of room. */
  boolean countsAsRefusal() {
    return failureClass == FailureClass.TRANSIENT && !ProviderSnapshot.Failed.isUnsent(failureCode);
  }

  boolean isSettled() {
    return settledAt != null;
  }

  SubmissionGuarantee guarantee() {
    return guarantee;
  }

  boolean isWatched() {
    return watchDueAt != null;
  }

  long watchFence() {
    return watchFence;
  }

  private void settle(AttemptStatus settled, Instant now) {
    status = settled;
    settledAt = now;
  }

  /** The create that is being made or was made last; a try that was skipped has none. */
  Stage stage() {
    return stages.get(stages.size() - 1);
  }

  List<Stage> stages() {
    return List.copyOf(stages);
  }

  /** The creates that are over: all but the last, and the last where the try itself is. */
  List<Stage> settledStages() {
    return isSettled() ? stages() : List.copyOf(stages.subList(0, stages.size() - 1));
  }

  UUID id() {
    return id;
  }

  int no() {
    return no;
  }

  String provider() {
    return provider;
  }

  AttemptStatus status() {
    return status;
  }

  @Nullable FailureClass failureClass() {
    return failureClass;
  }

  @Nullable String message() {
    return message;
  }

  @Nullable String failureCode() {
    return failureCode;
  }

  /** Since when what its provider made was to be fetched. */
  @Nullable Instant readyAt() {
    return readyAt;
  }

  Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant settledAt() {
    return settledAt;
  }
}
