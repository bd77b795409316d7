package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Takes jobs out of the way whose row cannot be read any more, by which nobody else's would be
 * reached: they are taken in batches, and one that cannot be read fails the batch.
 */
@Dependent
class UnreadableJobs {
  private static final Logger LOG = System.getLogger(UnreadableJobs.class.getName());

  private final UnreadableRows rows;
  private final UnreadableEnd end;
  private final SettledJobs settled;

  @Inject
  UnreadableJobs(UnreadableRows rows, UnreadableEnd end, SettledJobs settled) {
    this.rows = rows;
    this.end = end;
    this.settled = settled;
  }

  /**
   * Looks for the reason why a batch could not be read, and takes it out of the way; whether it
   * did.
   */
  boolean quarantine(Throwable failure) {
    Optional<UnreadableRequestException> unreadable = unreadable(failure);
    if (unreadable.isEmpty()) {
      return false;
    }
    List<UUID> found = unreadable.get().job().map(rows::unreadable).orElseGet(rows::unreadable);
    boolean quarantined = false;
    for (UUID job : found) {
      LOG.log(Level.ERROR, "Job " + job + " cannot be read and is quarantined", failure);
      Optional<QueueKey> ended = end.end(job);
      ended.ifPresent(queue -> settled.ended(job, queue, JobStatus.FAILED));
      quarantined |= rows.unwatch(job) || ended.isPresent();
    }
    return quarantined;
  }

  private static Optional<UnreadableRequestException> unreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableRequestException unreadable) {
        return Optional.of(unreadable);
      }
    }
    return Optional.empty();
  }
}
