package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The verbs of a job that is PROCESSING: it holds a slot at its provider, and one attempt is under
 * way. Each is the last but for those that leave it PROCESSING.
 */
final class Processing {
  private final GenerationJob job;
  private final JobSchedule schedule;
  private final Attempt attempt;

  Processing(GenerationJob job, JobSchedule schedule, Attempt attempt) {
    this.job = job;
    this.schedule = schedule;
    this.attempt = attempt;
  }

  /** The provider accepted the create; it is polled by this handle from now on. */
  void accepted(ProviderHandle handle, Instant now) {
    attempt.accept(handle, now);
    job.pollBy(handle);
    schedule.progressed();
    pollAgain(now);
  }

  /** One of its provider's creates is done and paid; the next is to be made in its time. */
  void nextStage(ProviderSnapshot.NextStage next, Instant now) {
    attempt.nextStage(next, now);
    job.pollBy(null);
    schedule.progressed();
    schedule.dueAt(now);
  }

  /** The intent of the next create is recorded, before the call. */
  void submitStage(@Nullable String model, ProviderCost estimate, Lease lease, Instant now) {
    attempt.submitStage(model, estimate, now);
    schedule.hold(lease, now);
  }

  /** A create after the first was refused for now: it keeps its slot, as what it has is paid. */
  void tryStageAgain(ProviderSnapshot.Failed refusal, Instant now) {
    attempt.tryStageAgain(refusal, now);
    pollAgain(schedule.backOff(attempt.history().refusals(), refusal.retryAfter()), now);
  }

  /** A create after the first could not be sent: it keeps its slot and is sent later. */
  void postponeStage(ProviderSnapshot.Failed failure, Instant now) {
    attempt.postponeStage(failure.message());
    Duration asked = failure.retryAfter();
    pollAgain(asked == null ? Duration.ZERO : asked, now);
  }

  /** Not done yet: it is polled by this handle from now on, which may be the one it had. */
  void movedOn(ProviderHandle handle) {
    attempt.moveOn(handle);
    job.pollBy(handle);
  }

  /** Not done yet: due again after the poll interval, or at the deadline if that is sooner. */
  void pollAgain(Instant now) {
    pollAgain(Duration.ZERO, now);
  }

  /** The same, but not before the provider wants to be asked again. */
  void pollAgain(Duration notBefore, Instant now) {
    schedule.pollAgain(notBefore, job.look(), now);
  }

  /** Whether the create was accepted is not known; that is found out, not guessed. */
  void findOut(String reason, Instant now) {
    attempt.doubt(reason, now);
    pollAgain(now);
  }

  /** The provider made it; what counts from then on is the time to fetch it. */
  void ready(ProviderHandle handle, String reason, Duration fetchTime, Instant now) {
    attempt.stage().turnUp();
    if (!handle.equals(attempt.stage().handle().orElse(null))) {
      movedOn(handle);
    }
    fetchWithin(fetchTime, reason, now);
  }

  private void fetchWithin(Duration fetchTime, String reason, Instant now) {
    schedule.deadlineAt(attempt.ready(reason, now).plus(fetchTime));
    pollAgain(now);
  }

  /**
   * What came is damaged; no create is made because of it, it is fetched once more, in the time to
   * fetch it.
   */
  void fetchOnceMore(ProviderSnapshot.Failed damage, Duration fetchTime, Instant now) {
    attempt.findDamaged(damage, now);
    schedule.progressed();
    fetchWithin(fetchTime, damage.message(), now);
  }

  /** Its address is dead; another is asked for, in the time to fetch it. */
  void fetchAgain(ProviderSnapshot.Failed expired, Duration fetchTime, Instant now) {
    attempt.findExpired(expired, now);
    schedule.progressed();
    fetchWithin(fetchTime, expired.message(), now);
  }

  /** To CANCELLING: its provider is told to stop, until then at most. */
  void beginToCancel(Instant giveUp, Instant now) {
    schedule.deadlineAt(giveUp);
    schedule.dueAt(now);
    job.becomeCancelling();
  }

  /** To COMPLETED: the asset is stored, in the same transaction. */
  void complete(ProviderCost cost, Instant now) {
    attempt.succeed(cost, now);
    job.settle(JobStatus.COMPLETED, now);
  }

  /** Back to PENDING in the same queue: the provider takes nothing right now. */
  void waitForProvider(ProviderSnapshot.Failed refusal, Instant now) {
    attempt.fail(refusal, now);
    Duration pause = schedule.backOff(job.history().refusalsInARow(), refusal.retryAfter());
    job.requeue(attempt.provider(), now.plus(pause));
  }

  /** Back to PENDING in the queue of the next provider (FR-022). */
  void failOver(ProviderSnapshot.Failed failure, String next, Instant now) {
    attempt.fail(failure, now);
    job.requeue(next, now);
  }

  /** Back to PENDING in the queue of the next provider, this one's outcome being unknown. */
  void failOverUnknown(String reason, String next, Instant now) {
    attempt.loseTrack(reason, now);
    job.requeue(next, now);
  }

  /** Back to PENDING in the queue of the next provider; what this one took is not to be found. */
  void failOverUntold(String reason, String next, Instant now) {
    attempt.acceptUntold(reason, now);
    job.requeue(next, now);
  }

  /**
   * Back to PENDING in the queue of the next provider, as its route says of time-outs; what this
   * one still delivers is stored and billed.
   */
  void failOverLate(WatchPolicy watch, String next, Instant now) {
    attempt.timeOut(now);
    attempt.watch(watch.next(now), watch.end(now));
    job.requeue(next, now);
  }

  /**
   * Back to PENDING in the queue of the next provider, as it could not be found out in time whether
   * this one accepted it; that goes on, and what it still delivers is stored and billed.
   */
  void failOverInDoubt(WatchPolicy watch, String next, Instant now) {
    attempt.leaveInDoubt(now);
    attempt.watch(watch.next(now), watch.end(now));
    job.requeue(next, now);
  }

  /**
   * Back to PENDING in the queue of the next provider, as this one does not know its task; what it
   * still delivers is stored and billed.
   */
  void failOverMissing(
      ProviderSnapshot.Failed missing, WatchPolicy watch, String next, Instant now) {
    leaveBehind(missing, watch, now);
    job.requeue(next, now);
  }

  /** To FAILED: the same with no other provider left. */
  void failMissing(ProviderSnapshot.Failed missing, WatchPolicy watch, Instant now) {
    leaveBehind(missing, watch, now);
    fail(Failures.code(missing.failure()), missing.message(), now);
  }

  private void leaveBehind(ProviderSnapshot.Failed missing, WatchPolicy watch, Instant now) {
    attempt.fail(missing, now);
    attempt.watch(watch.next(now), watch.end(now));
  }

  /** To FAILED: no provider is left, or none would help. */
  void fail(ProviderSnapshot.Failed failure, ErrorCode code, Instant now) {
    attempt.fail(failure, now);
    fail(code, failure.message(), now);
  }

  /** To FAILED: whether the provider accepted it is not known, and no other is left. */
  void failUnknown(String reason, Instant now) {
    attempt.loseTrack(reason, now);
    fail(ErrorCode.SUBMISSION_UNKNOWN, reason, now);
  }

  /** To FAILED: it was accepted, as which task is not told, and no other is left. */
  void failUntold(String reason, Instant now) {
    attempt.acceptUntold(reason, now);
    fail(ErrorCode.SUBMISSION_UNKNOWN, reason, now);
  }

  /** To FAILED: it is paid for and could not be fetched yet; it is tried on and on. */
  void failToFetch(ErrorCode code, String reason, Instant now) {
    attempt.giveUpFetching(reason, now);
    fail(code, reason, now);
  }

  /**
   * To FAILED: the provider delivered, but the result cannot be kept now. It is paid for, so it is
   * fetched again until it can.
   */
  void failToKeep(ErrorCode code, String reason, ProviderCost cost, Instant again, Instant now) {
    attempt.succeed(cost, now);
    attempt.watch(again, null);
    fail(code, reason, now);
  }

  /** To FAILED: nothing was made, because the store could not be written. */
  void failToStore(ErrorCode code, String reason, Instant now) {
    attempt.fail(new ProviderSnapshot.Failed(FailureClass.TRANSIENT, null, reason), now);
    fail(code, reason, now);
  }

  /**
   * To FAILED: whoever makes or decodes it is not heard of again.
   *
   * @param cost what was delivered cost; null if nothing was
   */
  void quarantine(String reason, @Nullable ProviderCost cost, Instant now) {
    attempt.endInVain(
        new ProviderSnapshot.Failed(FailureClass.INVALID_OUTPUT, null, reason, cost), now);
    fail(ErrorCode.QUARANTINED, reason, now);
  }

  /**
   * To TIMED_OUT: the deadline passed and the last poll found it still running. Its attempt is
   * watched: what still comes of it is stored and billed.
   */
  void timeOut(WatchPolicy watch, Instant now) {
    attempt.timeOut(now);
    attempt.watch(watch.next(now), watch.end(now));
    String message = "The provider did not finish within " + schedule.timeout().toSeconds() + " s.";
    job.settle(JobStatus.TIMED_OUT, ErrorCode.PROVIDER_TIMEOUT, message, now);
  }

  private void fail(ErrorCode code, String message, Instant now) {
    job.settle(JobStatus.FAILED, code, message, now);
  }
}
