package io.atelier.generation;

import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Cancels a whole run, a part at a time, however many its jobs are.
 *
 * <p>Each part is committed by itself, and whoever is cancelled is not meant any more: a request
 * that broke off, or that nobody heard the answer of, may be repeated.
 */
@Dependent
class RunCancellation {
  private static final int SHOWN = 100;

  private final Cancellation cancellation;
  private final SettledJobs settled;
  private final Clock clock;

  @Inject
  RunCancellation(Cancellation cancellation, SettledJobs settled, Clock clock) {
    this.cancellation = cancellation;
    this.settled = settled;
    this.clock = clock;
  }

  /** Cancels what of the run was accepted so far and has not ended; answers it. */
  CancelledRun cancel(TenantId tenant, RunId run) {
    Instant asked = clock.instant();
    long count = 0;
    List<JobView> shown = new ArrayList<>();
    boolean more = true;
    while (more) {
      Cancellation.Part part = cancellation.cancelSome(tenant, run, asked, SHOWN - shown.size());
      part.ended().forEach(one -> settled.ended(one.job(), one.queue(), JobStatus.CANCELLED));
      count += part.cancelled();
      shown.addAll(part.shown());
      more = part.more();
    }
    return new CancelledRun(count, shown);
  }
}
