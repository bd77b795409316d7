package io.atelier.generation;

import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.NewArtifact;
import io.atelier.problem.ProblemException;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import io.atelier.run.Runs;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes what an exchange with a provider came to: one transaction each, fenced. Each answers the
 * status the job has then.
 */
@Dependent
class Transitions {
  private final JobStore jobs;
  private final ArtifactStore artifacts;
  private final Runs runs;
  private final DebugOutput debug;
  private final GenerationSettings settings;
  private final Clock clock;

  @Inject
  Transitions(
      JobStore jobs,
      ArtifactStore artifacts,
      Runs runs,
      DebugOutput debug,
      GenerationSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.artifacts = artifacts;
    this.runs = runs;
    this.debug = debug;
    this.settings = settings;
    this.clock = clock;
  }

  /** The provider has it and is not done; past the deadline that was its last chance. */
  @Transactional
  JobStatus running(Work work, ProviderHandle handle) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    if (work.handle().isEmpty()) {
      job.accepted(handle, now);
    } else {
      job.movedOn(handle);
      pollAgainOrTimeOut(job, work, now);
    }
    return record(job);
  }

  private void pollAgainOrTimeOut(GenerationJob job, Work work, Instant now) {
    if (now.isBefore(work.deadline())) {
      job.pollAgain(now);
    } else {
      job.timeOut(settings.watch(), now);
    }
  }

  /** The result is saved and the job completed, both or neither. */
  @Transactional
  JobStatus complete(Work work, InspectedFile file, ProviderCost cost) {
    GenerationJob job = jobs.held(work);
    artifacts.save(
        new NewArtifact(
            job.tenant(),
            job.run(),
            job.step(),
            job.id(),
            Results.type(work.request()),
            ArtifactRole.MAIN,
            Results.metadata(work.request())),
        file);
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
    Instant now = clock.instant();
    jobs.keepHandle(work.job(), work.stage(), handle, now);
    jobs.watchGivenUp(work.stage(), now, settings.watch().end(now));
  }

  /** The deadline passed before anything could be made. */
  @Transactional
  JobStatus timedOut(Work work) {
    GenerationJob job = jobs.held(work);
    job.timeOut(settings.watch(), clock.instant());
    return record(job);
  }

  /** The provider refused or failed; the failure's class decides what comes next (FR-022). */
  @Transactional
  JobStatus failed(Work work, ProviderSnapshot.Failed failure) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    Optional<String> next = job.nextProvider();
    if (work.handle().isPresent() && failure.failure().passes()) {
      // A poll's own trouble says nothing of the job.
      pollAgainOrTimeOut(job, work, now);
    } else if (failure.failure().isThrottling()) {
      job.waitForProvider(failure, now);
    } else if (failure.failure().fallsBack() && next.isPresent()) {
      job.failOver(failure, next.get(), now);
    } else {
      job.fail(failure, Failures.code(failure.failure()), now);
    }
    return record(job);
  }

  /** Nobody knows whether the provider accepted it: never again there by itself. */
  @Transactional
  JobStatus unknown(Work work, String reason) {
    GenerationJob job = jobs.held(work);
    Instant now = clock.instant();
    Optional<String> next = job.nextProvider();
    if (work.handle().isPresent()) {
      pollAgainOrTimeOut(job, work, now); // a poll decides nothing
    } else if (next.isPresent()) {
      job.failOverUnknown(reason, next.get(), now);
    } else {
      job.failUnknown(reason, now);
    }
    return record(job);
  }

  private JobStatus record(GenerationJob job) {
    runs.debug(job.tenant(), job.run(), job.step(), job.id().toString(), debug.of(job));
    return job.status();
  }
}
