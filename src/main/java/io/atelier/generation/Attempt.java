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
      Stream.of(AttemptProgress.COLUMNS, CreateWatch.COLUMNS).flatMap(List::stream).toList();

  @Id private UUID id;
  private int no;
  private String provider;

  @Enumerated(EnumType.STRING)
  private SubmissionGuarantee guarantee;

  @Column(name = "started_at")
  private Instant startedAt;

  @Embedded private AttemptProgress progress;

  @Embedded private CreateWatch watch;

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
    this.watch = new CreateWatch();
  }

  /** An attempt as its row says, without its stages. */
  Attempt(Row row) throws SQLException {
    this.id = row.id("id");
    this.no = (int) row.number("no");
    this.provider = row.text("provider");
    this.guarantee = row.name(SubmissionGuarantee.class, "guarantee");
    this.startedAt = row.time("started_at");
    this.progress = new AttemptProgress(row);
    this.watch = new CreateWatch(row);
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
  void submitStage(@Nullable String model, ProviderCost estimate, Instant now) {
    stage().submit(model, estimate, now);
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

  /** As {@link Delivery#mayComeWhole}. */
  boolean mayComeWhole(ProviderSnapshot.Failed failure) {
    return delivery().mayComeWhole(failure);
  }

  /** As {@link Delivery#findDamaged}. */
  void findDamaged(ProviderSnapshot.Failed damage, Instant now) {
    delivery().findDamaged(damage, now);
  }

  /** As {@link Delivery#findExpired}. */
  void findExpired(ProviderSnapshot.Failed expired, Instant now) {
    delivery().findExpired(expired, now);
  }

  /** Whether it was accepted is not known, but can be found out. */
  void doubt(String reason, Instant now) {
    if (stage().outcome() == null) {
      stage().loseTrack(now);
    }
    progress.say(reason);
  }

  void succeed(ProviderCost cost, Instant now) {
    delivery().succeed(cost, now);
  }

  void fail(ProviderSnapshot.Failed failure, Instant now) {
    boolean refused =
        stage().outcome() != StageOutcome.ACCEPTED
            && (status() == AttemptStatus.SUBMITTING || stage().isPrepared());
    delivery().fail(failure, refused, now);
  }

  private Delivery delivery() {
    return new Delivery(stage(), progress);
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

  /** It failed for good, or what was delivered cannot be used. */
  void endInVain(ProviderSnapshot.Failed failure, Instant now) {
    late().endInVain(failure, now);
  }

  /** The provider stopped it. */
  void stop(ProviderCost charged, Instant now) {
    late().stop(charged, now);
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

  /** Its last create, once it was given up, and what may still come of it. */
  LateCreate late() {
    return new LateCreate(stage(), progress, watch);
  }

  /**
   * Another of its creates, which was made again although its provider had it: what comes of it
   * says nothing of the attempt.
   *
   * @param over how it is looked after
   */
  LateCreate superseded(UUID stage, CreateWatch over) {
    Stage create = stages.stream().filter(one -> one.id().equals(stage)).findFirst().orElseThrow();
    return new LateCreate(create, new AttemptProgress(AttemptStatus.FAILED), over);
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

  /** Whether that create was made once more: the attempt went on with the other. */
  boolean isMadeAgain(Stage create) {
    return stages.stream()
        .anyMatch(one -> one.ordinal() == create.ordinal() && one.no() > create.no());
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
