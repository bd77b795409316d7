package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderCost.CostBasis;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One provider's try at a job: its creates, how far they have come, and the watch over what may
 * still come of them. Changed only through the job's verbs, or once the try was given up.
 */
@Entity
@Table(name = "attempt")
class Attempt {
  /** The columns that change in an attempt's life, in the order of {@link #state}. */
  static final List<String> COLUMNS =
      Stream.of(AttemptProgress.COLUMNS, AttemptWatch.COLUMNS).flatMap(List::stream).toList();

  @Id private UUID id;
  private int no;
  private String provider;

  @Enumerated(EnumType.STRING)
  private SubmissionGuarantee guarantee;

  @Column(name = "started_at")
  private Instant startedAt;

  @Embedded private AttemptProgress progress;

  @Embedded private AttemptWatch watch;

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
    this.startedAt = now;
    this.progress = new AttemptProgress(status);
    this.watch = new AttemptWatch();
  }

  /** An attempt as its row says, without its stages. */
  Attempt(Row row) throws SQLException {
    this.id = row.id("id");
    this.no = (int) row.number("no");
    this.provider = row.text("provider");
    this.guarantee = row.name(SubmissionGuarantee.class, "guarantee");
    this.startedAt = row.time("started_at");
    this.progress = new AttemptProgress(row);
    this.watch = new AttemptWatch(row);
  }

  /** The next of its stages, as its row says. */
  void read(Stage stage) {
    stages.add(stage);
  }

  /** What is in {@link #COLUMNS} now. */
  List<@Nullable Object> state() {
    List<@Nullable Object> state = new ArrayList<>(progress.state());
    state.addAll(watch.state());
    return state;
  }

  /** A try whose first create is about to be sent. */
  static Attempt submitting(
      int no,
      String provider,
      SubmissionGuarantee guarantee,
      ProviderCost estimate,
      @Nullable String model,
      Instant now) {
    Attempt attempt = new Attempt(no, provider, guarantee, AttemptStatus.SUBMITTING, now);
    attempt.stages.add(Stage.first(estimate, model, now));
    return attempt;
  }

  /** A try that is not made, for that reason. */
  static Attempt skipped(int no, String provider, String reason, Instant now) {
    Attempt attempt =
        new Attempt(no, provider, SubmissionGuarantee.NONE, AttemptStatus.SKIPPED, now);
    attempt.progress.say(reason);
    attempt.progress.settle(AttemptStatus.SKIPPED, now);
    return attempt;
  }

  void accept(ProviderHandle handle, Instant now) {
    stage().accept(handle, now);
    run(null);
  }

  /** The create in hand is done and paid; the next one is to be made. */
  void nextStage(ProviderSnapshot.NextStage next, Instant now) {
    stage().charge(next.cost(), now);
    progress.become(AttemptStatus.RUNNING);
    stages.add(stage().next(next.state(), next.estimate()));
  }

  /** The prepared create is about to be sent. */
  void submitStage(@Nullable String model, Instant now) {
    stage().submit(model, now);
    progress.become(AttemptStatus.SUBMITTING);
  }

  /** The create was refused for now, and is to be made again: what came before it is paid. */
  void tryStageAgain(ProviderSnapshot.Failed refusal, Instant now) {
    stage().refuse(refusal.failure(), now);
    run(refusal.message());
    stages.add(stage().again());
  }

  /** The create was not sent, and is to be made later. */
  void postponeStage(String reason) {
    stage().postpone();
    run(reason);
  }

  private void run(@Nullable String message) {
    progress.become(AttemptStatus.RUNNING);
    progress.say(message);
  }

  /** The same provider's task, by another handle. */
  void moveOn(ProviderHandle handle) {
    stage().moveOn(handle);
    if (status() == AttemptStatus.SUBMITTING) {
      progress.become(AttemptStatus.RUNNING);
    }
  }

  /** Its provider made it; since when. */
  Instant ready(String reason, Instant now) {
    progress.say(reason);
    return progress.ready(now);
  }

  /**
   * Whether a failure is one of what came, for the first time: the way here may have damaged it, so
   * it is fetched once more, by whatever address its provider has for it then. What is too large is
   * not: it would be the next time.
   */
  boolean mayComeWhole(ProviderSnapshot.Failed failure) {
    return failure.failure() == FailureClass.INVALID_OUTPUT
        && !ProviderSnapshot.Failed.TOO_LARGE.equals(failure.code())
        && stage().handle().isPresent()
        && !stage().wasDamaged();
  }

  /** What came is damaged, and is fetched once more; what it cost is known from then on. */
  void findDamaged(ProviderSnapshot.Failed damage, Instant now) {
    findPaid(damage, now);
    stage().findDamaged(now);
  }

  /** Its address is dead, and is asked for again; what it cost is known from then on. */
  void findExpired(ProviderSnapshot.Failed expired, Instant now) {
    findPaid(expired, now);
  }

  private void findPaid(ProviderSnapshot.Failed failure, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage().charge(charged, now);
    }
    progress.say(failure.message());
  }

  /** Whether it was accepted is not known, but can be found out. */
  void doubt(String reason, Instant now) {
    if (stage().outcome() == null) {
      stage().loseTrack(now);
    }
    progress.say(reason);
  }

  void succeed(ProviderCost cost, Instant now) {
    stage().turnUp();
    stage().charge(cost, now);
    progress.settle(AttemptStatus.SUCCEEDED, now);
  }

  void fail(ProviderSnapshot.Failed failure, Instant now) {
    boolean refused =
        stage().outcome() != StageOutcome.ACCEPTED
            && (status() == AttemptStatus.SUBMITTING || stage().isPrepared());
    fail(failure, refused, now);
  }

  private void fail(ProviderSnapshot.Failed failure, boolean refused, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage().charge(charged, now);
    } else if (refused) {
      stage().refuse(now);
    } else if (!failure.failure().isOfTheResult() && !wasMade()) {
      stage().charge(ProviderCost.free(stage().currency()), now);
    }
    progress.fail(failure, now);
  }

  // What its provider delivered, or was about to, it is paid for, however the next look ends.
  private boolean wasMade() {
    return isReady() || stage().wasDamaged() || stage().expiredSince() != null;
  }

  /** What was made is fetched at a slow pace from now on, without end. */
  void giveUpFetching(String reason, Instant now) {
    progress.say(reason);
    progress.settle(AttemptStatus.FAILED, FailureClass.TRANSIENT, now);
    watch(now, null);
  }

  /** It was accepted, and nobody can say as which task. */
  void acceptUntold(String reason, Instant now) {
    stage().acceptUntold(now);
    progress.say(reason);
    progress.settle(AttemptStatus.FAILED, FailureClass.NOT_FOUND, now);
  }

  /** The prepared create is not made any more. */
  void drop(String reason, Instant now) {
    stage().refuse(now);
    progress.say(reason);
    progress.settle(AttemptStatus.FAILED, now);
  }

  void loseTrack(String reason, Instant now) {
    doubt(reason, now);
    progress.settle(AttemptStatus.UNKNOWN, now);
  }

  /** It was not found out in time whether it was accepted. */
  void leaveInDoubt(Instant now) {
    progress.settle(AttemptStatus.UNKNOWN, now);
  }

  void timeOut(Instant now) {
    leaveUnanswered(now);
    progress.settle(AttemptStatus.TIMED_OUT, FailureClass.TIMEOUT, now);
  }

  void cancel(Instant now) {
    leaveUnanswered(now);
    progress.settle(AttemptStatus.CANCELLED, now);
  }

  /** Nobody can go on with it; what may be paid of it stays a charge, possible or expected. */
  void abandon(String reason, Instant now) {
    leaveUnanswered(now);
    progress.say(reason);
    boolean unknown = stage().outcome() == StageOutcome.UNKNOWN;
    progress.settle(unknown ? AttemptStatus.UNKNOWN : AttemptStatus.FAILED, now);
  }

  // Whoever is sending it will say what came of it; who was about to is too late.
  private void leaveUnanswered(Instant now) {
    if (stage().outcome() == null && !stage().isBegun()) {
      stage().refuse(now);
    } else if (status() == AttemptStatus.SUBMITTING && stage().outcome() == null) {
      stage().loseTrack(now);
    }
  }

  /** The provider stopped it. */
  void stop(ProviderCost charged, Instant now) {
    stage().charge(charged, now);
    progress.settle(AttemptStatus.CANCELLED, now);
    watch.end();
  }

  /**
   * Its provider may still deliver, so somebody is to look.
   *
   * @param until when to give up; null for a result that is paid for and waits to be stored
   */
  void watch(Instant due, @Nullable Instant until) {
    if (stage().handle().isPresent() || canBeFoundOut()) {
      watch.begin(due, until);
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
    watch.again(due);
  }

  /**
   * The provider still makes it, by that handle.
   *
   * @param until when to give up, where it was taken for made
   */
  void stillRuns(ProviderHandle handle, Instant due, Instant until) {
    stage().moveOn(handle);
    watch.bound(until);
    watch.again(due);
  }

  /** The provider delivered after all. */
  void deliver(ProviderCost cost, Instant now) {
    succeed(cost, now);
    watch.end();
  }

  /** A create was done after all, and none is made after it for a job that has ended. */
  void endBetweenStages(ProviderCost cost, Instant now) {
    stage().charge(cost, now);
    if (status() == AttemptStatus.UNKNOWN) {
      progress.settle(AttemptStatus.TIMED_OUT, now);
    }
    watch.end();
  }

  /** The provider failed after all, or what it delivered cannot be used. */
  void endInVain(ProviderSnapshot.Failed failure, Instant now) {
    fail(failure, stage().handle().isEmpty(), now);
    watch.end();
  }

  /**
   * Whether its provider's list did not tell yet if its first create was accepted: that is no slow
   * provider, but one that was not heard of.
   */
  boolean isInDoubt() {
    return guarantee == SubmissionGuarantee.LOOKUP
        && stages.size() == 1
        && stage().outcome() == StageOutcome.UNKNOWN;
  }

  /** Whether it is over, and whether its last create, which is that one, was accepted not known. */
  boolean isInDoubtAfterItsEnd(UUID stage) {
    return isSettled()
        && !stages.isEmpty()
        && stage().id().equals(stage)
        && stage().outcome() == StageOutcome.UNKNOWN;
  }

  /** Whether who takes it over sends its create once more. */
  boolean isSentAgain() {
    return switch (guarantee) {
      case REPLAY, REJECT -> true;
      case LOOKUP, NONE -> false;
    };
  }

  /** Its create was refused, as whoever sent it heard when it had been given up. */
  void refusedAfterAll(Instant now) {
    stage().refuse(now);
    watch.end();
  }

  /**
   * Whether it may cost what is not in the books, or is there as a mere possibility or as what was
   * expected: nobody heard how it ended.
   */
  boolean mayBeCharged() {
    return isWatched() || stages.stream().anyMatch(Attempt::isPossiblyCharged);
  }

  private static boolean isPossiblyCharged(Stage stage) {
    boolean unheard = stage.outcome() == StageOutcome.ACCEPTED && stage.actualCost() == null;
    return !stage.isFree()
        && (unheard
            || stage.outcome() == StageOutcome.UNKNOWN
            || stage.costBasis() == CostBasis.POSSIBLE);
  }

  /** Whether the provider refused it for now, and it may simply be asked again. */
  boolean wasRefusedForNow() {
    return progress.failedForNow() && stage().outcome() == StageOutcome.REFUSED;
  }

  /** Whether that was the provider's own refusal, and not for want of room. */
  boolean countsAsRefusal() {
    return failureClass() == FailureClass.TRANSIENT
        && !ProviderSnapshot.Failed.isUnsent(failureCode());
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

  /** How its creates have fared; not of a try that was skipped. */
  StageHistory history() {
    return new StageHistory(stages());
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

  SubmissionGuarantee guarantee() {
    return guarantee;
  }

  Instant startedAt() {
    return startedAt;
  }

  boolean isWatched() {
    return watch.isOn();
  }

  long watchFence() {
    return watch.fence();
  }

  boolean isSettled() {
    return progress.isSettled();
  }

  boolean isReady() {
    return readyAt() != null;
  }

  AttemptStatus status() {
    return progress.status();
  }

  @Nullable FailureClass failureClass() {
    return progress.failureClass();
  }

  @Nullable String failureCode() {
    return progress.failureCode();
  }

  @Nullable String message() {
    return progress.message();
  }

  /** Since when what its provider made was to be fetched. */
  @Nullable Instant readyAt() {
    return progress.readyAt();
  }

  @Nullable Instant settledAt() {
    return progress.settledAt();
  }
}
