package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation.Cancellation;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a job by what an exchange with its provider came to. Each answers the status that
 * the job has then, committed and fenced.
 */
@Dependent
class Transitions {
  private final JobChanges changes;
  private final TaskHandles handles;
  private final ProviderAccounts accounts;
  private final Consequences consequences;
  private final JobMetrics metrics;
  private final GenerationSettings settings;
  @Inject Savings savings;

  @Inject
  Transitions(
      JobChanges changes,
      TaskHandles handles,
      ProviderAccounts accounts,
      Consequences consequences,
      JobMetrics metrics,
      GenerationSettings settings) {
    this.changes = changes;
    this.handles = handles;
    this.accounts = accounts;
    this.consequences = consequences;
    this.metrics = metrics;
    this.settings = settings;
  }

  // Tells of it, whatever it is.
  private JobStatus apply(Work work, BiConsumer<GenerationJob, Instant> verb) {
    return changes.apply(
        new Change(
            work,
            (job, now) -> {
              verb.accept(job, now);
              return true;
            }));
  }

  /** The provider has it and is not done; past the deadline that was its last chance. */
  JobStatus running(Work work, ProviderHandle handle) {
    return changes.apply(new Change(work, (job, now) -> running(job, work, handle, now)));
  }

  private boolean running(GenerationJob job, Work work, ProviderHandle handle, Instant now) {
    if (work.handle().isPresent()) {
      boolean isKnown = work.handle().get().equals(handle);
      if (isKnown) {
        job.attempt().stage().turnUp();
      } else {
        job.processing().movedOn(handle);
      }
      pollAgainOrTimeOut(job, work, null, now);
      // Most polls: nothing has happened, so nothing is told.
      return !isKnown || job.status() != JobStatus.PROCESSING;
    }
    accept(job, work, handle, now);
    return true;
  }

  private boolean accept(GenerationJob job, Work work, ProviderHandle handle, Instant now) {
    if (handles.claim(handle, work.stage(), work.queue().provider())) {
      job.processing().accepted(handle, now);
      return true;
    }
    // Polled by it, the job might be given another tenant's result.
    metrics.clash(work.queue().provider());
    giveUp(job, "the provider named a task that it had named before", now);
    return false;
  }

  /** The provider made it, and it is still to be fetched; that has a time of its own. */
  JobStatus ready(Work work, ProviderHandle handle, String reason) {
    return apply(work, (job, now) -> ready(job, work, handle, reason, now));
  }

  private void ready(
      GenerationJob job, Work work, ProviderHandle handle, String reason, Instant now) {
    if (work.handle().isEmpty() && !accept(job, work, handle, now)) {
      return;
    }
    job.processing().ready(handle, reason, settings.fetchTime(), now);
    giveUpFetchingInTime(job, reason, now);
  }

  private void fetchOnceMore(GenerationJob job, ProviderSnapshot.Failed damage, Instant now) {
    job.processing().fetchOnceMore(damage, settings.fetchTime(), now);
    giveUpFetchingInTime(job, damage.message(), now);
  }

  private void fetchAgain(GenerationJob job, ProviderSnapshot.Failed expired, Instant now) {
    job.processing().fetchAgain(expired, settings.fetchTime(), now);
    giveUpFetchingInTime(job, expired.message(), now);
  }

  // Who pays for the same twice is told so.
  private static ProviderSnapshot.Failed paidBefore(
      ProviderSnapshot.Failed expired, Consequence.MakeAnew anew) {
    return expired.saying(
        "%s; it is paid, and made anew by %s, as on-expired-result=%s has it"
            .formatted(expired.message(), anew.provider(), anew.said().configName()));
  }

  private static void giveUpFetchingInTime(GenerationJob job, String reason, Instant now) {
    Instant deadline = job.deadlineAt();
    if (deadline != null && !now.isBefore(deadline)) {
      job.processing().failToFetch(ErrorCode.PROVIDER_ERROR, reason, now);
    }
  }

  /** A create is done, paid and in the books; another is to be made for the same attempt. */
  JobStatus nextStage(Work work, ProviderSnapshot.NextStage next) {
    return apply(work, (job, now) -> job.processing().nextStage(next, now));
  }

  private void pollAgainOrTimeOut(
      GenerationJob job, Work work, @Nullable Duration notBefore, Instant now) {
    if (now.isBefore(work.deadline())) {
      job.processing().pollAgain(notBefore == null ? Duration.ZERO : notBefore, now);
    } else {
      timeOut(job, now);
    }
  }

  private void timeOut(GenerationJob job, Instant now) {
    if (job.attempt().isReady()) {
      job.processing()
          .failToFetch(
              ErrorCode.PROVIDER_ERROR, "The provider made it, but it could not be fetched.", now);
      return;
    }
    Optional<String> next = job.nextProvider();
    if (next.isPresent() && job.attempt().isInDoubt()) {
      job.processing().failOverInDoubt(settings.watch(), next.get(), now);
      return;
    }
    // Who is in a hurry says nothing of the provider, and does not shut it to others.
    if (!job.isHurried()) {
      accounts.timedOut(job.queue().provider());
    }
    if (next.isPresent() && settings.nextOnTimeout(job.queue().kind())) {
      job.processing().failOverLate(settings.watch(), next.get(), now);
    } else {
      job.processing().timeOut(settings.watch(), now);
    }
  }

  /** The result is saved and the job completed, both or neither. */
  JobStatus complete(Work work, List<ResultFile> files, ProviderCost cost) {
    return changes.apply(
        new Change(
            work,
            job -> savings.of(job, job.attempt(), files, cost),
            (job, now) -> {
              accounts.delivered(job.queue().provider());
              job.processing().complete(cost, now);
              return true;
            }));
  }

  /** The provider delivered, but it cannot be kept. */
  JobStatus notKept(Work work, ProblemException failure, ProviderCost cost) {
    String reason = String.valueOf(failure.getMessage());
    return apply(
        work,
        (job, now) ->
            job.processing()
                .failToKeep(failure.code(), reason, cost, settings.watch().next(now), now));
  }

  /**
   * The store has no place for what is to be made or fetched; what the provider has by then is paid
   * for, and is fetched when there is.
   */
  JobStatus notStored(Work work, ProblemException failure) {
    String reason = String.valueOf(failure.getMessage());
    return apply(
        work,
        (job, now) -> {
          if (work.handle().isPresent()) {
            job.processing().failToFetch(failure.code(), reason, now);
          } else {
            job.processing().failToStore(failure.code(), reason, now);
          }
        });
  }

  /** The deadline passed before anything could be made. */
  JobStatus timedOut(Work work) {
    return apply(work, this::timeOut);
  }

  /** The provider refused or failed; the failure's class decides what comes next (FR-022). */
  JobStatus failed(Work work, ProviderSnapshot.Failed failure) {
    return apply(work, (job, now) -> failed(job, work, failure, now));
  }

  private void failed(GenerationJob job, Work work, ProviderSnapshot.Failed failure, Instant now) {
    switch (consequences.of(failure, job, work, now)) {
      case Consequence.PollAgain p -> pollAgainOrTimeOut(job, work, failure.retryAfter(), now);
      case Consequence.LeaveBehind l -> leaveBehind(job, failure, now);
      case Consequence.FetchOnceMore f -> fetchOnceMore(job, failure, now);
      case Consequence.FetchAgain f -> fetchAgain(job, failure, now);
      case Consequence.TryAgain t -> tryAgain(job, work, failure, now);
      case Consequence.FailOver f -> job.processing().failOver(failure, f.provider(), now);
      case Consequence.MakeAnew m ->
          job.processing().failOver(paidBefore(failure, m), m.provider(), now);
      case Consequence.Fail f ->
          job.processing().fail(failure, Failures.code(failure.failure()), now);
    }
  }

  // It is not slow but gone, which says nothing of the provider's speed.
  private void leaveBehind(GenerationJob job, ProviderSnapshot.Failed missing, Instant now) {
    job.nextProvider()
        .ifPresentOrElse(
            next -> job.processing().failOverMissing(missing, settings.watch(), next, now),
            () -> job.processing().failMissing(missing, settings.watch(), now));
  }

  // What was paid for before it is not thrown away: a later create keeps its slot and deadline.
  private void tryAgain(
      GenerationJob job, Work work, ProviderSnapshot.Failed failure, Instant now) {
    if (work.create().isFirst()) {
      job.processing().waitForProvider(failure, now);
      return;
    }
    if (failure.isUnsent()) {
      job.processing().postponeStage(failure, now);
    } else {
      job.processing().tryStageAgain(failure, now);
    }
    if (!now.isBefore(work.deadline())) {
      timeOut(job, now);
    }
  }

  /**
   * Nobody knows whether the provider accepted it. Where that can be found out it is; else it is
   * never again sent there by itself.
   */
  JobStatus unknown(Work work, String reason) {
    return apply(work, (job, now) -> unknown(job, work, reason, now));
  }

  private void unknown(GenerationJob job, Work work, String reason, Instant now) {
    if (work.handle().isPresent()) {
      pollAgainOrTimeOut(job, work, null, now); // a poll decides nothing
    } else if (job.attempt().guarantee() != SubmissionGuarantee.NONE) {
      job.processing().findOut(reason, now);
      if (!now.isBefore(work.deadline())) {
        timeOut(job, now);
      }
    } else {
      giveUp(job, reason, now);
    }
  }

  private static void giveUp(GenerationJob job, String reason, Instant now) {
    Optional<String> next = job.nextProvider();
    if (next.isPresent()) {
      job.processing().failOverUnknown(reason, next.get(), now);
    } else {
      job.processing().failUnknown(reason, now);
    }
  }

  /** The provider accepted it before and does not say as which task: it is paid, and lost to us. */
  JobStatus acceptedUntold(Work work, String reason) {
    return apply(
        work,
        (job, now) ->
            job.nextProvider()
                .ifPresentOrElse(
                    next -> job.processing().failOverUntold(reason, next, now),
                    () -> job.processing().failUntold(reason, now)));
  }

  /** There is no money for its next create, which is not made. */
  JobStatus unaffordable(Work work, ProblemException reason) {
    String message = String.valueOf(reason.getMessage());
    return apply(work, (job, now) -> job.failUnaffordable(reason.code(), message, now));
  }

  /**
   * Nodes that began to make it, or to look into it, were not heard of again; what was delivered is
   * kept as it came.
   *
   * @param cost what was delivered cost; null if nothing was
   */
  JobStatus quarantined(Work work, List<ResultFile> files, @Nullable ProviderCost cost) {
    String reason = quarantineReason(settings);
    return changes.apply(
        new Change(
            work,
            job -> cost == null ? List.of() : savings.of(job, job.attempt(), files, cost),
            (job, now) -> {
              job.processing().quarantine(reason, cost, now);
              return true;
            }));
  }

  static String quarantineReason(GenerationSettings settings) {
    return "The node that makes or decodes it ended " + settings.makingTries() + " times in a row.";
  }

  /** What its provider says to being told to stop. */
  JobStatus cancelled(Work work, Cancellation answer) {
    return changes.apply(new Change(work, (job, now) -> cancelled(job, work, answer, now)));
  }

  private boolean cancelled(GenerationJob job, Work work, Cancellation answer, Instant now) {
    switch (answer) {
      case Cancellation.Stopped s -> job.cancelling().stopped(s.charged(), now);
      case Cancellation.Refused r -> job.cancelling().cancelUnstopped(settings.watch(), now);
      case Cancellation.Unclear u -> {
        if (now.isBefore(work.deadline())) {
          job.cancelling().cancelAgain(now);
          return false;
        }
        job.cancelling().cancelUnstopped(settings.watch(), now);
      }
    }
    return true;
  }
}
