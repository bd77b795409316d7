package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Notes that creates begin to be sent, those of many threads in one transaction: what is not noted
 * was certainly not received, whoever died, stopped or was fenced between its intent and the call.
 * Whose job somebody else has locked waits with others of its sort, and keeps nobody else waiting.
 */
@ApplicationScoped
class BegunCreates {
  private static final int MOST_TOGETHER = 64;

  @Inject BegunRows rows;
  @Inject Leases leases;

  private final GroupCommit<Work, Boolean> notes =
      new GroupCommit<>(works -> rows.begin(works), MOST_TOGETHER, 1);
  private final GroupCommit<Work, Boolean> waiting =
      new GroupCommit<>(works -> rows.beginWhenFree(works), MOST_TOGETHER, 1);

  /**
   * Notes it of a create that is sent next; its lease is a new one from here.
   *
   * @throws LostLeaseException if another node has the job, which then must not be sent
   */
  void begin(Work work) {
    if (!notes.submit(work) && !waiting.submit(work)) {
      throw new LostLeaseException(work.job());
    }
    leases.blame(work);
  }
}
