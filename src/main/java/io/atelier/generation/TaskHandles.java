package io.atelier.generation;

import io.atelier.provider.ProviderHandle;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.UUID;

/** By which handle which create is known to its provider, whatever became of the create's job. */
@Dependent
class TaskHandles {
  private final EntityManager entities;
  private final NamedLocks locks;

  @Inject
  TaskHandles(EntityManager entities, NamedLocks locks) {
    this.entities = entities;
    this.locks = locks;
  }

  /**
   * Gives a create the handle that its provider named it by, unless another create of that provider
   * has it; whether it did. Who comes with the same handle meanwhile waits until the transaction
   * ends. The job's row is locked before.
   */
  boolean claim(ProviderHandle handle, UUID stage, String provider) {
    locks.lock("handle/" + provider + "/" + handle.id());
    return entities
            .createNativeQuery(
                """
                UPDATE stage SET handle_id = ?1
                WHERE id = ?2 AND NOT EXISTS (
                  SELECT 1 FROM stage other, attempt
                  WHERE other.handle_id = ?1 AND other.id <> ?2
                    AND attempt.id = other.attempt_id AND attempt.provider = ?3)
                """)
            .setParameter(1, handle.id())
            .setParameter(2, stage)
            .setParameter(3, provider)
            .executeUpdate()
        == 1;
  }

  /** Whether a create is known to have that handle. */
  boolean isRecorded(ProviderHandle handle, UUID stage) {
    return !entities
        .createNativeQuery("SELECT 1 FROM stage WHERE id = ?1 AND handle_id = ?2")
        .setParameter(1, stage)
        .setParameter(2, handle.id())
        .getResultList()
        .isEmpty();
  }

  /**
   * Records a handle whatever became of its job: whoever paid for it must find it again, and it
   * costs what it was expected to, also where it was taken for refused. Whoever has the job in hand
   * without knowing of it loses it, unless the job went on with another create of its attempt.
   */
  void keep(UUID job, UUID stage, ProviderHandle handle, Instant now) {
    entities
        .createNativeQuery(
            """
            UPDATE generation_job SET version = version + 1, lease_owner = NULL, lease_until = NULL
            WHERE id = ?1 AND (status NOT IN ('PROCESSING', 'CANCELLING') OR EXISTS (
              SELECT 1 FROM stage, attempt
              WHERE stage.id = ?2 AND attempt.id = stage.attempt_id AND attempt.status = 'SUBMITTING'
                AND NOT EXISTS (
                  SELECT 1 FROM stage later
                  WHERE later.attempt_id = stage.attempt_id AND later.no > stage.no)))
            """)
        .setParameter(1, job)
        .setParameter(2, stage)
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            UPDATE stage SET outcome = 'ACCEPTED', handle_id = ?1, handle_state = ?2, answered_at = ?3,
              failure_class = NULL,
              actual_cost = CASE outcome WHEN 'REFUSED' THEN NULL ELSE actual_cost END,
              price_as_of = CASE outcome WHEN 'REFUSED' THEN estimate_price_as_of ELSE price_as_of END,
              cost_basis = CASE
                WHEN outcome <> 'REFUSED' AND cost_basis <> 'POSSIBLE' THEN cost_basis
                WHEN estimated_cost IS NULL THEN 'UNKNOWN'
                ELSE coalesce(estimate_basis, 'ASSUMED') END
            WHERE id = ?4
            """)
        .setParameter(1, handle.id())
        .setParameter(2, handle.state())
        .setParameter(3, now)
        .setParameter(4, stage)
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            UPDATE attempt SET status = 'RUNNING', message = NULL
            WHERE status = 'SUBMITTING' AND id = (SELECT attempt_id FROM stage WHERE id = ?1)
              AND NOT EXISTS (
                SELECT 1 FROM stage, stage later
                WHERE stage.id = ?1 AND later.attempt_id = stage.attempt_id AND later.no > stage.no)
            """)
        .setParameter(1, stage)
        .executeUpdate();
  }

  /**
   * Has its job go on with a create that was to be made again, if that was not sent yet: it would
   * be paid twice. Whoever has the job in hand to send it loses it. Whether it is so.
   */
  boolean resume(UUID job, UUID stage, ProviderHandle handle, Instant now) {
    boolean prepared =
        entities
                .createNativeQuery(
                    """
                    DELETE FROM stage again USING stage, attempt, generation_job job
                    WHERE stage.id = ?1 AND attempt.id = stage.attempt_id
                      AND attempt.status = 'RUNNING'
                      AND job.id = attempt.job_id AND job.status = 'PROCESSING'
                      AND again.attempt_id = stage.attempt_id AND again.no = stage.no + 1
                      AND again.ordinal = stage.ordinal
                      AND again.submitted_at IS NULL AND again.outcome IS NULL
                    """)
                .setParameter(1, stage)
                .executeUpdate()
            == 1;
    if (prepared) {
      entities
          .createNativeQuery(
              """
              UPDATE generation_job SET version = version + 1, lease_owner = NULL,
                lease_until = NULL, provider_job_id = ?2, due_at = ?3
              WHERE id = ?1
              """)
          .setParameter(1, job)
          .setParameter(2, handle.id())
          .setParameter(3, now)
          .executeUpdate();
      entities
          .createNativeQuery(
              "UPDATE attempt SET message = NULL"
                  + " WHERE id = (SELECT attempt_id FROM stage WHERE id = ?1)")
          .setParameter(1, stage)
          .executeUpdate();
    }
    return prepared;
  }

  /**
   * Watches the attempt of that create, its last, if its job was settled or went on without it.
   * Whoever looks at it without knowing of its handle loses it.
   */
  void watchGivenUp(UUID stage, Instant due, Instant until) {
    entities
        .createNativeQuery(
            """
            UPDATE attempt SET watch_due_at = ?2, watch_until = ?3, watch_fence = watch_fence + 1,
              lease_owner = NULL, lease_until = NULL
            WHERE id = (SELECT attempt_id FROM stage WHERE id = ?1)
              AND status IN ('UNKNOWN', 'FAILED', 'TIMED_OUT', 'CANCELLED')
              AND NOT EXISTS (
                SELECT 1 FROM stage, stage later
                WHERE stage.id = ?1 AND later.attempt_id = stage.attempt_id AND later.no > stage.no)
            """)
        .setParameter(1, stage)
        .setParameter(2, due)
        .setParameter(3, until)
        .executeUpdate();
  }
}
