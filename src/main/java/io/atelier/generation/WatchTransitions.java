package io.atelier.generation;

import io.atelier.artifact.Artifact;
import io.atelier.artifact.ArtifactStore;
import io.atelier.artifact.ArtifactStore.Saving;
import io.atelier.cost.Budgets;
import io.atelier.generation.WatchStore.Held;
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

/** Writes what a look at a watched create came to: one transaction each, fenced. */
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
    change(watched, (held, now) -> held.create().watchAgain(settings.watch().next(now)));
  }

  /** It was delivered and could not be stored: it is paid for, so it waits until it can be. */
  @Transactional
  void notStored(Watched watched) {
    change(watched, (held, now) -> held.create().waitForStore(settings.watch().next(now)));
  }

  /** Still running, by this handle from now on. */
  @Transactional
  void movedOn(Watched watched, ProviderHandle handle) {
    change(watched, (held, now) -> movedOn(held, watched, handle, now));
  }

  private void movedOn(Held held, Watched watched, ProviderHandle handle, Instant now) {
    if (watched.handle().isPresent()) {
      held.create().stillRuns(handle, settings.watch().next(now), settings.watch().end(now));
    } else if (!handles.claim(handle, watched.stage(), watched.queue().provider())) {
      metrics.clash(watched.queue().provider());
      held.create().watchAgain(settings.watch().next(now));
    } else {
      held.create().find(handle, settings.watch().end(now), now);
      record(held);
    }
  }

  /** Its provider stopped it, as its job was cancelled. */
  @Transactional
  void stopped(Watched watched, ProviderCost charged) {
    change(
        watched,
        (held, now) -> {
          held.create().stop(charged, now);
          record(held);
        });
  }

  /**
   * One of its creates was done after all, but not the last: nothing more is bought for a job that
   * has ended, or has bought it already.
   */
  @Transactional
  void endedBetweenStages(Watched watched, ProviderCost cost) {
    change(
        watched,
        (held, now) -> {
          held.create().endBetweenStages(cost, now);
          record(held);
        });
  }

  /** It failed after all, or what came is of no use, and was not the time before either. */
  @Transactional
  void failed(Watched watched, ProviderSnapshot.Failed failure) {
    change(watched, (held, now) -> failed(held, failure, now));
  }

  private void failed(Held held, ProviderSnapshot.Failed failure, Instant now) {
    LateCreate create = held.create();
    Instant next = settings.watch().next(now);
    if (failure.failure() == FailureClass.NOT_FOUND
        && held.stage().mayTurnUp(settings.missing(), now)) {
      create.watchAgain(next);
      return;
    }
    if (failure.failure() == FailureClass.RESULT_EXPIRED
        && held.stage().mayBeHadYet(settings.expiry(), now)) {
      create.findExpired(failure, next, now);
    } else if (create.mayComeWhole(failure)) {
      create.findDamaged(failure, next, now);
    } else {
      create.endInVain(failure, now);
    }
    record(held);
  }

  /** The late result is saved and its cost recorded, both or neither. */
  @Transactional
  void delivered(Watched watched, List<ResultFile> files, ProviderCost cost) {
    change(
        watched,
        (held, now) -> {
          List<ResultFile> lateFiles = files.stream().map(ResultFile::late).toList();
          List<Artifact> late = artifacts.save(savings(held, lateFiles, cost));
          held.create().deliver(cost, clock.instant());
          events.late(held.job(), late.get(0));
          record(held);
        });
  }

  // Its tenant's budget last, as everybody locks it.
  private void change(Watched watched, BiConsumer<Held, Instant> verb) {
    Held held = attempts.held(watched);
    Commitments.Before taken = Commitments.before();
    taken.of(held.job());
    verb.accept(held, clock.instant());
    jobs.flush();
    budgets.follow(taken.changes());
  }

  /** Nodes that looked into it were not heard of again: it is kept as it came, and paid. */
  @Transactional
  void quarantined(Watched watched, List<ResultFile> files, ProviderCost cost) {
    change(
        watched,
        (held, now) -> {
          artifacts.save(savings(held, files, cost));
          held.create()
              .endInVain(
                  new ProviderSnapshot.Failed(
                      FailureClass.INVALID_OUTPUT,
                      null,
                      Transitions.quarantineReason(settings),
                      cost),
                  now);
          record(held);
        });
  }

  private List<Saving> savings(Held held, List<ResultFile> files, ProviderCost cost) {
    return savings.of(held.job(), held.attempt(), held.stage(), files, cost);
  }

  private void record(Held held) {
    costs.settle(held.job(), held.attempt());
    record.debug(List.of(held.job()));
  }
}
