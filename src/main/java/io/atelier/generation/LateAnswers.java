package io.atelier.generation;

import io.atelier.cost.Commitment;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Keeps what a create came to when its job has gone on without it: it may be paid for. */
@Dependent
class LateAnswers {
  private final JobStore jobs;
  private final TaskHandles handles;
  private final StoredCommitments commitments;
  private final JobMetrics metrics;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject JobCosts costs;
  @Inject JobRecord record;
  @Inject LockWait wait;
  @Inject WatchStore watched;

  @Inject
  LateAnswers(
      JobStore jobs,
      TaskHandles handles,
      StoredCommitments commitments,
      JobMetrics metrics,
      GenerationSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.handles = handles;
    this.commitments = commitments;
    this.metrics = metrics;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * A handle that could not be recorded with its job is recorded all the same, once. If the job
   * goes on without it, it is watched; where its create was to be made again and was not sent yet,
   * the job goes on with it. Waits as long as it takes.
   *
   * @return false if there is no such job
   */
  @Transactional
  boolean accepted(PaidTask task) {
    return record(task);
  }

  /**
   * The same, and fails where somebody has locked the job, or what it takes of a budget, for long.
   */
  @Transactional
  boolean acceptedSoon(PaidTask task) {
    wait.bound(task.lockName());
    return record(task);
  }

  private boolean record(PaidTask task) {
    List<Commitment> taken = commitments.locked(task.job());
    if (!jobs.isThere(task.job())) {
      return false;
    }
    if (handles.isRecorded(task.handle(), task.stage())) {
      return true;
    }
    if (!handles.claim(task.handle(), task.stage(), task.provider())) {
      metrics.clash(task.provider());
      return true;
    }
    Instant now = clock.instant();
    handles.keep(task.job(), task.stage(), task.handle(), now);
    goOn(task, now);
    GenerationJob job = jobs.find(task.job()).orElseThrow();
    costs.settle(job, job.attempt(task.attempt()));
    record.debug(List.of(job));
    commitments.follow(task.job(), taken);
    return true;
  }

  private void goOn(PaidTask task, Instant now) {
    Instant end = settings.watch().end(now);
    if (!handles.resume(task.job(), task.stage(), task.handle(), now)
        && !watched.watchSuperseded(task.stage(), now, end)) {
      handles.watchGivenUp(task.stage(), now, end);
    }
  }

  /**
   * A create was refused whose job went on without it: no possible charge is left of it, where
   * nobody found out otherwise and nobody has sent it once more.
   */
  @Transactional
  void refused(Work work) {
    List<Commitment> taken = commitments.locked(work.job());
    GenerationJob job = jobs.find(work.job()).orElseThrow();
    job.refusedAfterAll(work, clock.instant())
        .ifPresent(
            attempt -> {
              costs.settle(job, attempt);
              record.debug(List.of(job));
              jobs.flush();
              commitments.follow(work.job(), taken);
            });
  }
}
