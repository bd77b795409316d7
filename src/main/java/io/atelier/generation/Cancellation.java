package io.atelier.generation;

import io.atelier.cost.Budgets;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.Providers;
import io.atelier.provider.TaskCancellation;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Ends jobs that their tenant wants no more; what a provider has of them already is watched. */
@Dependent
class Cancellation {
  private final JobStore jobs;
  private final JobList list;
  private final JobViews views;
  private final Providers providers;
  private final JobCosts costs;
  private final JobRecord record;
  private final GenerationSettings settings;
  private final Clock clock;
  @Inject JobEvents events;
  @Inject Budgets budgets;

  @Inject
  Cancellation(
      JobStore jobs,
      JobList list,
      JobViews views,
      Providers providers,
      JobCosts costs,
      JobRecord record,
      GenerationSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.list = list;
    this.views = views;
    this.providers = providers;
    this.costs = costs;
    this.record = record;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Cancels one job; one that is cancelled already stays so.
   *
   * @throws ProblemException {@code NOT_FOUND}, or {@code JOB_SETTLED} if it ended otherwise
   */
  @Transactional
  Cancelled cancel(TenantId tenant, UUID id) {
    GenerationJob job = jobs.findLocked(id, tenant).orElseThrow(UnknownJobException::new);
    if (job.status().isFinal() && job.status() != JobStatus.CANCELLED) {
      throw new ProblemException(
          ErrorCode.JOB_SETTLED, "The job is " + job.status() + " and stays so.");
    }
    Commitments.Before taken = Commitments.before();
    JobStatus before = job.status();
    if (!before.isFinal()) {
      taken.of(job);
      cancel(job, clock.instant());
    }
    jobs.flush();
    budgets.follow(taken.changes());
    return cancelled(job, before);
  }

  /** Cancels all of a run's jobs that are not settled; answers them. */
  @Transactional
  List<Cancelled> cancelAll(TenantId tenant, RunId run) {
    Instant now = clock.instant();
    List<GenerationJob> live = list.live(tenant, run);
    Commitments.Before taken = Commitments.before();
    Map<UUID, JobStatus> before =
        live.stream().collect(Collectors.toMap(GenerationJob::id, GenerationJob::status));
    live.forEach(taken::of);
    live.forEach(job -> cancel(job, now));
    jobs.flush();
    budgets.follow(taken.changes());
    return live.stream()
        .map(job -> cancelled(job, Objects.requireNonNull(before.get(job.id()))))
        .toList();
  }

  private Cancelled cancelled(GenerationJob job, JobStatus before) {
    boolean changed = job.status() != before;
    return new Cancelled(
        views.of(job),
        changed,
        Optional.of(job.queue()).filter(queue -> changed && job.status().isFinal()));
  }

  private void cancel(GenerationJob job, Instant now) {
    if (job.status() == JobStatus.CANCELLING) {
      return;
    }
    if (job.status() == JobStatus.PROCESSING && canBeStopped(job)) {
      job.processing().beginToCancel(now.plus(settings.cancelTime()), now);
    } else {
      boolean held = job.status() == JobStatus.PROCESSING;
      job.cancel(settings.watch(), now);
      if (held) {
        costs.settle(job, job.attempt());
      }
    }
    record.debug(List.of(job));
    events.record(job);
  }

  private boolean canBeStopped(GenerationJob job) {
    return job.attempt().stage().handle().isPresent()
        && providers.find(job.queue().provider()).orElse(null) instanceof TaskCancellation;
  }

  /**
   * A job that was to be cancelled.
   *
   * @param changed whether this did it; not where it had been done before
   * @param ended the queue in which this ended it; empty if it had ended, or its provider is told
   *     first
   */
  record Cancelled(JobView view, boolean changed, Optional<QueueKey> ended) {}
}
