package io.atelier.generation;

import io.atelier.artifact.ArtifactStore;
import io.atelier.problem.ProblemException;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.provider.Providers;
import io.atelier.provider.SubmissionGuarantee;
import io.atelier.provider.TaskCancellation.Cancellation;
import io.atelier.run.Runs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Writes what an exchange with a provider came to: one transaction each, fenced. Each answers the
 * status the job has then.
 */
@Dependent
class Transitions {
  private final JobStore jobs;
  private final ArtifactStore artifacts;
  private final ProviderAccounts accounts;
  private final Providers providers;
  private final Runs runs;
  private final JobCosts costs;
  private final JobMetrics metrics;
  private final DebugOutput debug;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject JobEvents events;

  @Inject
  Transitions(
      JobStore jobs,
      ArtifactStore artifacts,
      ProviderAccounts accounts,
      Providers providers,
      Runs runs,
      JobCosts costs,
      JobMetrics metrics,
      DebugOutput debug,
      GenerationSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.artifacts = artifacts;
    this.accounts = accounts;
    this.providers = providers;
    this.runs = runs;
    this.costs = costs;
    this.metrics = metrics;
    this.debug = debug;
    this.settings = settings;
    this.clock = clock;
  }

  /** The provider has it and is not done; past the deadline that was its last chance. */
  @Transactional
  JobStatus running(Work work, ProviderHandle handle) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    if (work.handle().isPresent() && work.handle().get().equals(handle)) {
      pollAgainOrTimeOut(job, work, null, now);
      if (job.status() == JobStatus.PROCESSING) {
        return JobStatus.PROCESSING; // most polls: nothing has happened, so nothing is told
      }
    } else if (work.handle().isPresent()) {
      job.movedOn(handle);
      pollAgainOrTimeOut(job, work, null, now);
    } else if (jobs.isTaken(handle, work.stage(), work.queue().provider())) {
      // Polled by it, the job might be given another tenant's result.
      metrics.clash(work.queue().provider());
      giveUp(job, "the provider named a task that it had named before", now);
    } else {
      job.accepted(handle, now);
    }
    return record(job);
  }

  /** The provider made it, and it is still to be fetched; that has a time of its own. */
  @Transactional
  JobStatus ready(Work work, ProviderHandle handle, String reason) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    if (work.handle().isEmpty()) {
      job.accepted(handle, now);
    }
    job.ready(handle, reason, settings.fetchTime(), now);
    Instant deadline = job.deadlineAt();
    if (deadline != null && !now.isBefore(deadline)) {
      job.failToFetch(reason, now);
    }
    return record(job);
  }

  /** A create is done, paid and in the books; another is to be made for the same attempt. */
  @Transactional
  JobStatus nextStage(Work work, ProviderSnapshot.NextStage next) {
    GenerationJob job = jobs.held(work);
    job.nextStage(next, clock.instant());
    return record(job);
  }

  private void pollAgainOrTimeOut(
      GenerationJob job, Work work, @Nullable Duration notBefore, Instant now) {
    if (now.isBefore(work.deadline())) {
      job.pollAgain(notBefore == null ? Duration.ZERO : notBefore, now);
    } else {
      timeOut(job, now);
    }
  }

  private void timeOut(GenerationJob job, Instant now) {
    if (job.attempt().isReady()) {
      job.failToFetch("The provider made it, but it could not be fetched.", now);
      return;
    }
    accounts.timedOut(job.queue().provider());
    Optional<String> next = job.nextProvider();
    if (next.isPresent() && settings.nextOnTimeout(job.queue().kind())) {
      job.failOverLate(settings.watch(), next.get(), now);
    } else {
      job.timeOut(settings.watch(), now);
    }
  }

  /** The result is saved and the job completed, both or neither. */
  @Transactional
  JobStatus complete(Work work, List<ResultFile> files, ProviderCost cost) {
    GenerationJob job = jobs.held(work);
    artifacts.save(files.stream().map(file -> file.savingFor(job)).toList());
    accounts.delivered(job.queue().provider());
    job.complete(cost, clock.instant());
    return record(job);
  }

  /** The provider delivered, but it cannot be kept. */
  @Transactional
  JobStatus notKept(Work work, ProblemException failure, ProviderCost cost) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    job.failToKeep(
        failure.code(),
        String.valueOf(failure.getMessage()),
        cost,
        settings.watch().next(now),
        now);
    return record(job);
  }

  /** Nothing was made: the store has no place to make it in. */
  @Transactional
  JobStatus notStored(Work work, ProblemException failure) {
    GenerationJob job = jobs.held(work);
    job.failToStore(failure.code(), String.valueOf(failure.getMessage()), clock.instant());
    return record(job);
  }

  /**
   * A handle that could not be recorded with its job is recorded all the same, and watched if the
   * job goes on without it.
   */
  @Transactional
  void keepHandle(Work work, ProviderHandle handle) {
    if (jobs.isTaken(handle, work.stage(), work.queue().provider())) {
      metrics.clash(work.queue().provider());
      return;
    }
    Instant now = clock.instant();
    jobs.keepHandle(work.job(), work.stage(), handle, now);
    jobs.watchGivenUp(work.stage(), now, settings.watch().end(now));
  }

  /** The deadline passed before anything could be made. */
  @Transactional
  JobStatus timedOut(Work work) {
    GenerationJob job = jobs.held(work);
    timeOut(job, clock.instant());
    return record(job);
  }

  /** The provider refused or failed; the failure's class decides what comes next (FR-022). */
  @Transactional
  JobStatus failed(Work work, ProviderSnapshot.Failed failure) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    Optional<String> next = job.nextProvider();
    FailureClass kind = failure.failure();
    if (work.handle().isPresent() && (kind.passes() || isTooNew(work, kind, now))) {
      // A poll's own trouble says nothing of the job.
      pollAgainOrTimeOut(job, work, failure.retryAfter(), now);
    } else if (kind.isThrottling() || mayTryAgain(job, work, kind)) {
      tryAgain(job, work, failure, now);
    } else if (kind.fallsBack() && next.isPresent()) {
      job.failOver(failure, next.get(), now);
    } else {
      job.fail(failure, Failures.code(kind), now);
    }
    return record(job);
  }

  // What was paid for before it is not thrown away: a later create keeps its slot and deadline.
  private void tryAgain(
      GenerationJob job, Work work, ProviderSnapshot.Failed failure, Instant now) {
    if (work.create().isFirst()) {
      job.waitForProvider(failure, now);
      return;
    }
    job.tryStageAgain(failure, now);
    if (!now.isBefore(work.deadline())) {
      timeOut(job, now);
    }
  }

  // Some providers do not know their own tasks for a while.
  private boolean isTooNew(Work work, FailureClass kind, Instant now) {
    return kind == FailureClass.NOT_FOUND
        && now.isBefore(work.create().submittedAt().plus(settings.notFoundGrace()));
  }

  // Its create was refused for a passing reason, so nothing is paid.
  private boolean mayTryAgain(GenerationJob job, Work work, FailureClass kind) {
    return work.handle().isEmpty()
        && kind == FailureClass.TRANSIENT
        && providers.find(work.queue().provider()).isPresent()
        && refusals(job, work) + 1 < settings.createTries();
  }

  private static int refusals(GenerationJob job, Work work) {
    return work.create().isFirst() ? job.refusalsInARow() : job.attempt().refusalsOfStage();
  }

  /**
   * Nobody knows whether the provider accepted it. Where that can be found out it is; else it is
   * never again sent there by itself.
   */
  @Transactional
  JobStatus unknown(Work work, String reason) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    if (work.handle().isPresent()) {
      pollAgainOrTimeOut(job, work, null, now); // a poll decides nothing
    } else if (job.attempt().guarantee() != SubmissionGuarantee.NONE) {
      job.findOut(reason, now);
      if (!now.isBefore(work.deadline())) {
        timeOut(job, now);
      }
    } else {
      giveUp(job, reason, now);
    }
    return record(job);
  }

  private static void giveUp(GenerationJob job, String reason, Instant now) {
    Optional<String> next = job.nextProvider();
    if (next.isPresent()) {
      job.failOverUnknown(reason, next.get(), now);
    } else {
      job.failUnknown(reason, now);
    }
  }

  /** The provider accepted it before and does not say as which task: it is paid, and lost to us. */
  @Transactional
  JobStatus acceptedUntold(Work work, String reason) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    Optional<String> next = job.nextProvider();
    if (next.isPresent()) {
      job.failOverUntold(reason, next.get(), now);
    } else {
      job.failUntold(reason, now);
    }
    return record(job);
  }

  /** Nodes that began to make it were not heard of again. */
  @Transactional
  JobStatus quarantined(Work work) {
    GenerationJob job = jobs.held(work);
    job.quarantine(
        "The node that makes it ended " + settings.makingTries() + " times in a row.",
        clock.instant());
    return record(job);
  }

  /** What its provider says to being told to stop. */
  @Transactional
  JobStatus cancelled(Work work, Cancellation answer) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    switch (answer) {
      case Cancellation.Stopped s -> job.stopped(s.charged(), now);
      case Cancellation.Refused r -> job.cancelUnstopped(settings.watch(), now);
      case Cancellation.Unclear u -> {
        if (now.isBefore(work.deadline())) {
          job.cancelAgain(now);
        } else {
          job.cancelUnstopped(settings.watch(), now);
        }
      }
    }
    return record(job);
  }

  private JobStatus record(GenerationJob job) {
    costs.settle(job, job.attempt());
    runs.debug(job.tenant(), job.run(), job.step(), job.id().toString(), debug.of(job));
    events.record(job);
    return job.status();
  }
}
