package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Changes jobs in hand, those of many threads in one transaction. */
@ApplicationScoped
class JobChanges {
  private static final int MOST_TOGETHER = 64;

  // One that writes while the other waits for the disk.
  private static final int TRANSACTIONS = 2;

  @Inject ChangeWriter writer;

  private final GroupCommit<Change, JobStatus> plain = group();

  // Apart: a paid create's handle is not to wait for other jobs' files, or for whoever holds the
  // lock of a content.
  private final GroupCommit<Change, JobStatus> saving = group();

  private GroupCommit<Change, JobStatus> group() {
    return new GroupCommit<>(changes -> writer.write(changes), MOST_TOGETHER, TRANSACTIONS);
  }

  /**
   * Changes a job; when this returns, that is committed.
   *
   * @return the status the job has then
   * @throws LostLeaseException if another node took it meanwhile
   */
  JobStatus apply(Change change) {
    return (change.saves() ? saving : plain).submit(change);
  }
}
