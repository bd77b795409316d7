package io.atelier.generation;

import io.atelier.artifact.Artifact;
import io.atelier.artifact.ArtifactStore;
import io.atelier.cost.Budgets;
import io.atelier.provider.FailureClass;
import io.atelier.provider.ProviderCost;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.ProviderSnapshot;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;

/** Writes what a look at a watched attempt came to: one transaction each, fenced. */
@Dependent
class WatchTransitions {
  private final JobStore jobs;
  private final WatchStore attempts;
  private final ArtifactStore artifacts;
  private final JobCosts costs;
  private final JobMetrics metrics;
  private final JobRecord record;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject TaskHandles handles;
  @Inject JobEvents events;
  @Inject Budgets budgets;
  @Inject Savings savings;

  @Inject
  WatchTransitions(
      JobStore jobs,
      WatchStore attempts,
      ArtifactStore artifacts,
      JobCosts costs,
      JobMetrics metrics,
      JobRecord record,
      GenerationSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.attempts = attempts;
    this.artifacts = artifacts;
    this.costs = costs;
    this.metrics = metrics;
    this.record = record;
    this.settings = settings;
    this.clock = clock;
  }

  /** Nothing is known yet; it is looked at again. */
  @Transactional
  void nothingYet(Watched watched) {
    change(watched, (job, now) -> of(job, watched).watchAgain(settings.watch().next(now)));
  }

  /** It was delivered and could not be stored: it is paid for, so it waits until it can be. */
  @Transactional
  void notStored(Watched watched) {
    change(watched, (job, now) -> notStored(of(job, watched), now));
  }

  private void notStored(Attempt attempt, Instant now) {
    attempt.stage().turnUp();
    attempt.watch(settings.watch().next(now), null);
  }

  /** Still running, by this handle from now on. */
  @Transactional
  void movedOn(Watched watched, ProviderHandle handle) {
    change(watched, (job, now) -> movedOn(job, watched, handle, now));
  }

  private void movedOn(GenerationJob job, Watched watched, ProviderHandle handle, Instant now) {
    Attempt attempt = of(job, watched);
    if (watched.handle().isPresent()) {
      attempt.stillRuns(handle, settings.watch().next(now), settings.watch().end(now));
    } else if (!handles.claim(handle, watched.stage(), watched.queue().provider())) {
      metrics.clash(watched.queue().provider());
      attempt.watchAgain(settings.watch().next(now));
    } else {
      attempt.find(handle, settings.watch().end(now), now);
      record(job, watched);
    }
  }

  /** Its provider stopped it, as its job was cancelled. */
  @Transactional
  void stopped(Watched watched, ProviderCost charged) {
    change(
        watched,
        (job, now) -> {
          of(job, watched).stop(charged, now);
          record(job, watched);
        });
  }

  /**
   * One of its creates was done after all, but not the last: nothing more is bought for a job that
   * has ended.
   */
  @Transactional
  void endedBetweenStages(Watched watched, ProviderCost cost) {
    change(
        watched,
        (job, now) -> {
          of(job, watched).endBetweenStages(cost, now);
          record(job, watched);
        });
  }

  /** It failed after all, or what came is of no use, and was not the time before either. */
  @Transactional
  void failed(Watched watched, ProviderSnapshot.Failed failure) {
    change(watched, (job, now) -> failed(job, watched, failure, now));
  }

  private void failed(
      GenerationJob job, Watched watched, ProviderSnapshot.Failed failure, Instant now) {
    Attempt attempt = of(job, watched);
    if (failure.failure() == FailureClass.NOT_FOUND
        && attempt.stage().mayTurnUp(settings.missing(), now)) {
      attempt.watchAgain(settings.watch().next(now));
    } else if (failure.failure() == FailureClass.RESULT_EXPIRED
        && attempt.stage().mayBeHadYet(settings.expiry(), now)) {
      attempt.findExpired(failure, now);
      attempt.watch(settings.watch().next(now), null);
      record(job, watched);
    } else if (attempt.mayComeWhole(failure)) {
      attempt.findDamaged(failure, now);
      attempt.watch(settings.watch().next(now), null);
      record(job, watched);
    } else {
      attempt.endInVain(failure, now);
      record(job, watched);
    }
  }

  /** The late result is saved and its cost recorded, both or neither. */
  @Transactional
  void delivered(Watched watched, List<ResultFile> files, ProviderCost cost) {
    change(
        watched,
        (job, now) -> {
          Attempt attempt = of(job, watched);
          List<ResultFile> lateFiles = files.stream().map(ResultFile::late).toList();
          List<Artifact> late = artifacts.save(savings.of(job, attempt, lateFiles, cost));
          attempt.deliver(cost, clock.instant());
          events.late(job, late.get(0));
          record(job, watched);
        });
  }

  // Its tenant's budget last, as everybody locks it.
  private void change(Watched watched, BiConsumer<GenerationJob, Instant> verb) {
    GenerationJob job = attempts.held(watched);
    Commitments.Before taken = Commitments.before();
    taken.of(job);
    verb.accept(job, clock.instant());
    jobs.flush();
    budgets.follow(taken.changes());
  }

  private static Attempt of(GenerationJob job, Watched watched) {
    return job.attempt(watched.attempt());
  }

  /** Nodes that looked into it were not heard of again: it is kept as it came, and paid. */
  @Transactional
  void quarantined(Watched watched, List<ResultFile> files, ProviderCost cost) {
    change(
        watched,
        (job, now) -> {
          Attempt attempt = of(job, watched);
          artifacts.save(savings.of(job, attempt, files, cost));
          attempt.endInVain(
              new ProviderSnapshot.Failed(
                  FailureClass.INVALID_OUTPUT, null, Transitions.quarantineReason(settings), cost),
              now);
          record(job, watched);
        });
  }

  private void record(GenerationJob job, Watched watched) {
    costs.settle(job, job.attempt(watched.attempt()));
    record.debug(List.of(job));
  }
}
