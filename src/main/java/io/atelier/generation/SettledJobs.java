package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/** Counts, logs and tells those who wait that a job has ended, once that is committed. */
@Dependent
class SettledJobs {
  private static final Logger LOG = System.getLogger(SettledJobs.class.getName());

  private final JobMetrics metrics;
  private final JobWaiters waiters;

  @Inject
  SettledJobs(JobMetrics metrics, JobWaiters waiters) {
    this.metrics = metrics;
    this.waiters = waiters;
  }

  /**
   * That job has ended.
   *
   * @param queue the one that it was in
   */
  void ended(UUID job, QueueKey queue, JobStatus status) {
    metrics.count(queue, status);
    waiters.ended(job);
    Level level = status == JobStatus.COMPLETED ? Level.DEBUG : Level.INFO;
    LOG.log(level, "Job {0} is {1} at {2}", job, status, queue.provider());
  }

  /**
   * That job was to be cancelled; answers it. Where its provider is told first, its end follows.
   */
  JobView cancelled(Cancellation.Cancelled job) {
    job.ended().ifPresent(queue -> ended(job.view().id(), queue, JobStatus.CANCELLED));
    return job.view();
  }
}
