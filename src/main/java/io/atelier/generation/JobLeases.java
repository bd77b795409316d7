package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who has which jobs in hand, as their rows say: work is taken, kept and given back by leases, and
 * fenced by versions. Every query runs over a partial index on live jobs, so that its cost does not
 * grow with history.
 */
@Dependent
class JobLeases {
  private final EntityManager entities;

  @Inject
  JobLeases(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * Jobs with work to do that nobody has in hand, taken: leased and fenced, in no order.
   *
   * @param whose the provider they are at, or those they are not at
   * @param inHand what this node itself still works on, even if it could not renew the leases
   */
  @SuppressWarnings("unchecked")
  List<UUID> takeDue(Whose whose, int most, Lease lease, List<UUID> inHand, Instant now) {
    return entities
        .createNativeQuery(
            """
            WITH due AS MATERIALIZED (
              SELECT id FROM generation_job
              WHERE status IN ('PROCESSING', 'CANCELLING') AND due_at <= ?1
                AND (lease_until IS NULL OR lease_until < ?1)
                AND NOT id = ANY (CAST(string_to_array(?5, ',') AS uuid[]))
                AND (provider = ANY (string_to_array(?6, ','))) = ?7
              ORDER BY %s LIMIT ?2 FOR UPDATE SKIP LOCKED)
            UPDATE generation_job job
            SET lease_owner = ?3, lease_until = ?4, version = version + 1
            FROM due WHERE job.id = due.id
            RETURNING job.id
            """
                .formatted(whose.those() ? "deadline_at" : "due_at"))
        .setParameter(1, now)
        .setParameter(2, most)
        .setParameter(3, lease.owner())
        .setParameter(4, lease.until())
        .setParameter(5, joined(inHand))
        .setParameter(6, String.join(",", whose.providers()))
        .setParameter(7, whose.those())
        .getResultList();
  }

  /**
   * Extends the leases of the jobs this node has in hand; the others' are left to run out. What is
   * locked is not waited for: nobody takes it while it is, and the rest would lapse meanwhile.
   */
  void renew(List<UUID> inHand, Lease lease) {
    entities
        .createNativeQuery(
            """
            WITH mine AS MATERIALIZED (
              SELECT id FROM generation_job
              WHERE lease_owner = ?2 AND id = ANY (CAST(string_to_array(?3, ',') AS uuid[]))
              ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
            UPDATE generation_job job SET lease_until = ?1
            FROM mine WHERE job.id = mine.id
            """)
        .setParameter(1, lease.until())
        .setParameter(2, lease.owner())
        .setParameter(3, joined(inHand))
        .executeUpdate();
  }

  /** Whether the work is still ours; if so, its lease is a new one. */
  boolean renewed(Work work, Lease lease) {
    return entities
            .createNativeQuery(
                """
                UPDATE generation_job SET lease_until = ?1
                WHERE id = ?2 AND version = ?3 AND lease_owner = ?4
                """)
            .setParameter(1, lease.until())
            .setParameter(2, work.job())
            .setParameter(3, work.version())
            .setParameter(4, lease.owner())
            .executeUpdate()
        == 1;
  }

  /**
   * Counts that a job's making begins; how often it did in a row, with this. Not waited for on the
   * disk: only a node's death counts, not the database's.
   */
  int countMaking(Work work) {
    entities.createNativeQuery("SET LOCAL synchronous_commit TO off").executeUpdate();
    List<?> counted =
        entities
            .createNativeQuery(
                """
                UPDATE generation_job SET faults = faults + 1
                WHERE id = ?1 AND version = ?2 RETURNING faults
                """)
            .setParameter(1, work.job())
            .setParameter(2, work.version())
            .getResultList();
    if (counted.isEmpty()) {
      throw new LostLeaseException(work.job());
    }
    return ((Number) counted.get(0)).intValue();
  }

  /** Gives back what a node leased and does not work on, for another to take at once. */
  int handBack(String owner, List<UUID> inHand) {
    return entities
        .createNativeQuery(
            """
            UPDATE generation_job SET lease_owner = NULL, lease_until = NULL, version = version + 1
            WHERE status IN ('PROCESSING', 'CANCELLING') AND lease_owner = ?1
              AND NOT id = ANY (CAST(string_to_array(?2, ',') AS uuid[]))
            """)
        .setParameter(1, owner)
        .setParameter(2, joined(inHand))
        .executeUpdate();
  }

  private static String joined(List<UUID> ids) {
    return String.join(",", ids.stream().map(UUID::toString).toList());
  }
}
