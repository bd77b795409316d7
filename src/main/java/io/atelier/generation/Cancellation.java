package io.atelier.generation;

import io.atelier.cost.Budgets;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.Providers;
import io.atelier.provider.TaskCancellation;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ends jobs that their tenant wants no more; what a provider has of them already is watched. */
@Dependent
class Cancellation {
  private static final int AT_A_TIME = 200;

  private final JobStore jobs;
  private final JobRows rows;
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
      JobRows rows,
      JobList list,
      JobViews views,
      Providers providers,
      JobCosts costs,
      JobRecord record,
      GenerationSettings settings,
      Clock clock) {
    this.jobs = jobs;
    this.rows = rows;
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
    if (before.isWanted()) {
      taken.of(job);
      if (cancel(job, clock.instant())) {
        costs.settle(job, job.attempt());
      }
      record.debug(List.of(job));
      events.record(job);
    }
    jobs.flush();
    budgets.follow(taken.changes());
    return cancelled(job, before);
  }

  /**
   * Cancels some of a run's jobs that nobody cancelled yet.
   *
   * @param which those that wait, or those under way
   * @param after only those behind that one
   */
  @Transactional
  Part cancelSome(JobList.OfRun which, @Nullable UUID after) {
    Instant now = clock.instant();
    List<UUID> found = list.some(which, after, AT_A_TIME);
    HeldJobs held = rows.hold(found);
    List<GenerationJob> some =
        found.stream()
            .flatMap(id -> held.find(id).stream())
            .filter(job -> job.status().isWanted()) // or somebody else did meanwhile
            .toList();
    Commitments.Before taken = Commitments.before();
    some.forEach(taken::of);
    List<GenerationJob> charged = some.stream().filter(job -> cancel(job, now)).toList();
    rows.save(held, some);
    costs.settle(charged);
    record.debug(some);
    events.record(some.stream().map(job -> new Told(job, null)).toList());
    budgets.follow(taken.changes());
    return new Part(
        some.stream().map(GenerationJob::id).toList(),
        some.stream().filter(job -> job.status().isFinal()).map(Ended::of).toList(),
        found.size() < AT_A_TIME ? null : found.get(AT_A_TIME - 1));
  }

  private Cancelled cancelled(GenerationJob job, JobStatus before) {
    boolean changed = job.status() != before;
    return new Cancelled(
        views.of(job),
        changed,
        Optional.of(job.queue()).filter(queue -> changed && job.status().isFinal()));
  }

  // Whether that ended an attempt, whose creates are to be settled.
  private boolean cancel(GenerationJob job, Instant now) {
    boolean held = job.status() == JobStatus.PROCESSING;
    if (held && canBeStopped(job)) {
      job.processing().beginToCancel(now.plus(settings.cancelTime()), now);
      return false;
    }
    job.cancel(settings.watch(), now);
    return held;
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

  /**
   * Some of a run's jobs that were to be cancelled.
   *
   * @param cancelled those that this did it to
   * @param ended those of them that it ended, where no provider is told first
   * @param last behind which there may be more; null where there are none
   */
  record Part(List<UUID> cancelled, List<Ended> ended, @Nullable UUID last) {}

  /** A job that was ended, and the queue that it was in. */
  record Ended(UUID job, QueueKey queue) {
    static Ended of(GenerationJob job) {
      return new Ended(job.id(), job.queue());
    }
  }
}
