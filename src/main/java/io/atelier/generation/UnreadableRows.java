package io.atelier.generation;

import io.atelier.cost.Commitment;
import io.atelier.problem.ErrorCode;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Reads jobs one by one, each in a transaction of its own, and ends the ones that cannot be. */
@Dependent
class UnreadableRows {
  private final EntityManager entities;
  private final Clock clock;
  @Inject StoredCommitments commitments;

  @Inject
  UnreadableRows(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The jobs that are not settled, or have an attempt that is watched. */
  @Transactional(TxType.REQUIRES_NEW)
  @SuppressWarnings("unchecked")
  List<UUID> live() {
    return entities
        .createNativeQuery(
            """
            SELECT id FROM generation_job WHERE status IN ('PENDING', 'PROCESSING', 'CANCELLING')
            UNION SELECT job_id FROM attempt WHERE watch_due_at IS NOT NULL
            """)
        .getResultList();
  }

  @Transactional(TxType.REQUIRES_NEW)
  void read(UUID job) {
    entities.find(GenerationJob.class, job);
  }

  /** What a provider has of it stays on its stage, for whoever mends the row. */
  @Transactional(TxType.REQUIRES_NEW)
  void quarantine(UUID job) {
    List<Commitment> taken = commitments.locked(job);
    entities
        .createNativeQuery(
            """
            UPDATE generation_job
            SET status = 'FAILED', settled_at = ?2, due_at = NULL, lease_owner = NULL,
              lease_until = NULL, version = version + 1, error_code = ?3,
              error_message = 'What it was to make cannot be read any more.'
            WHERE id = ?1 AND status IN ('PENDING', 'PROCESSING', 'CANCELLING')
            """)
        .setParameter(1, job)
        .setParameter(2, clock.instant())
        .setParameter(3, ErrorCode.QUARANTINED.name())
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            UPDATE attempt
            SET watch_due_at = NULL, watch_until = NULL, lease_owner = NULL, lease_until = NULL
            WHERE job_id = ?1 AND watch_due_at IS NOT NULL
            """)
        .setParameter(1, job)
        .executeUpdate();
    commitments.follow(job, taken);
  }
}
