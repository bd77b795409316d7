package io.atelier.generation;

import io.atelier.problem.Cursor;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Cancels a whole run, a part at a time, however many its jobs are.
 *
 * <p>Each part is committed by itself, and whoever is cancelled is not meant any more: a request
 * that broke off, or that nobody heard the answer of, may be repeated.
 */
@Dependent
class RunCancellation {
  private static final int SHOWN = 100;

  // As the database has them in order.
  private static final Comparator<UUID> BY_KEY = Comparator.comparing(UUID::toString);

  private final Cancellation cancellation;
  private final JobReader reader;
  private final SettledJobs settled;
  private final Clock clock;

  @Inject
  RunCancellation(Cancellation cancellation, JobReader reader, SettledJobs settled, Clock clock) {
    this.cancellation = cancellation;
    this.reader = reader;
    this.settled = settled;
    this.clock = clock;
  }

  /** Cancels what of the run was accepted so far and has not ended; answers it. */
  CancelledRun cancel(TenantId tenant, RunId run) {
    Instant asked = clock.instant();
    NavigableSet<UUID> newest = new TreeSet<>(BY_KEY);
    long count = 0;
    long some;
    do {
      // Those that wait first, or one would take the slot of one under way; and once more, as one
      // under way may have gone back to wait before its turn.
      some =
          cancel(new JobList.OfRun(tenant, run, JobStatus.PENDING, asked), newest)
              + cancel(new JobList.OfRun(tenant, run, JobStatus.PROCESSING, asked), newest);
      count += some;
    } while (some > 0);
    return new CancelledRun(
        count,
        reader.read(tenant, newest),
        count > newest.size() ? Cursor.after(newest.first().toString()).text() : null);
  }

  // How many; the newest are kept.
  private long cancel(JobList.OfRun which, NavigableSet<UUID> newest) {
    long count = 0;
    UUID last = null;
    do {
      Cancellation.Part part = cancellation.cancelSome(which, last);
      part.ended().forEach(one -> settled.ended(one.job(), one.queue(), JobStatus.CANCELLED));
      count += part.cancelled().size();
      newest.addAll(part.cancelled());
      while (newest.size() > SHOWN) {
        newest.pollFirst();
      }
      last = part.last();
    } while (last != null);
    return count;
  }
}
