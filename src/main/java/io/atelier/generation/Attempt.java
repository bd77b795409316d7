package io.atelier.generation;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One provider's try at a job; changed only through the job's verbs. */
@Entity
@Table(name = "attempt")
class Attempt {
  @Id private UUID id;
  private int no;
  private String provider;

  @Enumerated(EnumType.STRING)
  private AttemptStatus status;

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

  @OneToMany(cascade = CascadeType.ALL, fetch = FetchType.LAZY)
  @JoinColumn(name = "attempt_id", nullable = false)
  @OrderBy("no")
  private List<Stage> stages = new ArrayList<>();

  /** For the persistence provider. */
  protected Attempt() {}

  Attempt(int no, String provider, ProviderCost estimate, Instant now) {
    this.id = UuidCreator.getTimeOrderedEpoch();
    this.no = no;
    this.provider = provider;
    this.status = AttemptStatus.SUBMITTING;
    this.startedAt = now;
    this.stages.add(new Stage(1, estimate, now));
  }

  void accept(ProviderHandle handle, Instant now) {
    stage().accept(handle, now);
    status = AttemptStatus.RUNNING;
  }

  void succeed(ProviderCost cost, Instant now) {
    stage().charge(cost, now);
    settle(AttemptStatus.SUCCEEDED, now);
  }

  void fail(ProviderSnapshot.Failed failure, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage().charge(charged, now);
    } else if (status == AttemptStatus.SUBMITTING) {
      stage().refuse(now);
    }
    failureClass = failure.failure();
    failureCode = failure.code();
    message = failure.message();
    settle(AttemptStatus.FAILED, now);
  }

  void loseTrack(String reason, Instant now) {
    stage().loseTrack(now);
    message = reason;
    settle(AttemptStatus.UNKNOWN, now);
  }

  void timeOut(Instant now) {
    failureClass = FailureClass.TIMEOUT;
    settle(AttemptStatus.TIMED_OUT, now);
  }

  void cancel(Instant now) {
    if (status == AttemptStatus.SUBMITTING) {
      stage().loseTrack(now); // whoever is sending it will say what came of it
    }
    settle(AttemptStatus.CANCELLED, now);
  }

  /** The same provider's task, by another handle. */
  void moveOn(ProviderHandle handle) {
    stage().moveOn(handle);
    if (status == AttemptStatus.SUBMITTING) {
      status = AttemptStatus.RUNNING;
    }
  }

  /**
   * Its provider may still deliver, so somebody is to look.
   *
   * @param until when to give up; null for a result that is paid for and waits to be stored
   */
  void watch(Instant due, @Nullable Instant until) {
    if (stage().handle().isPresent()) {
      watchDueAt = due;
      watchUntil = until;
      releaseWatch();
    }
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

  /** The provider failed after all, or what it delivered cannot be used. */
  void endInVain(ProviderSnapshot.Failed failure, Instant now) {
    ProviderCost charged = failure.charged();
    if (charged != null) {
      stage().charge(charged, now);
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
        || stages.stream().anyMatch(stage -> stage.outcome() == StageOutcome.UNKNOWN);
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

  /** The create that is being made or was made last. */
  Stage stage() {
    return stages.get(stages.size() - 1);
  }

  List<Stage> stages() {
    return List.copyOf(stages);
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

  Instant startedAt() {
    return startedAt;
  }

  @Nullable Instant settledAt() {
    return settledAt;
  }
}
