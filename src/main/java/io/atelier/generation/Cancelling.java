package io.atelier.generation;

import io.atelier.provider.ProviderCost;
import java.time.Instant;

/** The verbs of a job that is CANCELLING: its provider is being told to stop it. */
final class Cancelling {
  private final GenerationJob job;
  private final JobSchedule schedule;
  private final Attempt attempt;

  Cancelling(GenerationJob job, JobSchedule schedule, Attempt attempt) {
    this.job = job;
    this.schedule = schedule;
    this.attempt = attempt;
  }

  /** CANCELLING still: the provider is told once more. */
  void cancelAgain(Instant now) {
    schedule.dueAt(now.plus(schedule.pollInterval()));
  }

  /** To CANCELLED: its provider stopped it. */
  void stopped(ProviderCost charged, Instant now) {
    attempt.stop(charged, now);
    job.settleCancelled(now);
  }

  /** To CANCELLED: its provider did not stop it, so what comes of it is watched. */
  void cancelUnstopped(WatchPolicy watch, Instant now) {
    attempt.cancel(now);
    attempt.watch(now, watch.end(now));
    job.settleCancelled(now);
  }
}
