package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.UUID;

/**
 * Takes jobs out of the way whose row cannot be read any more, by which nobody else's would be
 * reached: they are taken in batches, and one that cannot be read fails the batch.
 */
@Dependent
class UnreadableJobs {
  private static final Logger LOG = System.getLogger(UnreadableJobs.class.getName());

  private final UnreadableRows rows;

  @Inject
  UnreadableJobs(UnreadableRows rows) {
    this.rows = rows;
  }

  /** Looks for the reason why a batch could not be read; whether there was one. */
  boolean quarantine(Throwable failure) {
    if (!isUnreadable(failure)) {
      return false;
    }
    boolean found = false;
    for (UUID job : rows.live()) {
      found |= quarantine(job);
    }
    return found;
  }

  private boolean quarantine(UUID job) {
    try {
      rows.read(job);
      return false;
    } catch (RuntimeException e) {
      if (!isUnreadable(e)) {
        throw e;
      }
      LOG.log(Level.ERROR, "Job " + job + " cannot be read and is quarantined", e);
      rows.quarantine(job);
      return true;
    }
  }

  private static boolean isUnreadable(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnreadableRequestException) {
        return true;
      }
    }
    return false;
  }
}
