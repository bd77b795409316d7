package io.atelier.generation;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The first answers to requests that named themselves. Refusals are not remembered. */
@Dependent
class IdempotencyKeys {
  private static final Duration KEPT = Duration.ofDays(7);

  private final EntityManager entities;
  private final Clock clock;

  @Inject
  IdempotencyKeys(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * The answer that was given to that request, if it was; else it is this transaction's to give.
   *
   * @throws ProblemException {@code REQUEST_IN_PROGRESS} while another transaction is about it,
   *     {@code IDEMPOTENCY_KEY_REUSED} if the key named another request
   */
  @Transactional(TxType.MANDATORY)
  Optional<JobIntake.Answer> claim(TenantId tenant, IdempotencyKey key) {
    boolean claimed =
        (Boolean)
            entities
                .createNativeQuery("SELECT pg_try_advisory_xact_lock(hashtextextended(?1, 0))")
                .setParameter(1, "idempotency/" + tenant + "/" + key.value())
                .getSingleResult();
    if (!claimed) {
      throw new ProblemException(
          ErrorCode.REQUEST_IN_PROGRESS,
          "Idempotency-Key",
          "The request of this key is being answered; repeat it in a moment.");
    }
    List<?> rows =
        entities
            .createNativeQuery(
                """
                SELECT request_hash, job_id, answer FROM idempotency_key
                WHERE tenant_id = ?1 AND key = ?2 AND created_at > ?3
                """)
            .setParameter(1, tenant.value())
            .setParameter(2, key.value())
            .setParameter(3, oldest())
            .getResultList();
    return rows.stream().findFirst().map(row -> answer(key, (Object[]) row));
  }

  private static JobIntake.Answer answer(IdempotencyKey key, Object[] row) {
    if (!key.requestHash().equals(row[0])) {
      throw new ProblemException(
          ErrorCode.IDEMPOTENCY_KEY_REUSED,
          "Idempotency-Key",
          "This key named another request; name this one differently.");
    }
    return new JobIntake.Answer((UUID) row[1], (String) row[2], true);
  }

  /** Remembers the answer; replaces one that was too old to count. */
  @Transactional(TxType.MANDATORY)
  void remember(TenantId tenant, IdempotencyKey key, JobIntake.Answer answer) {
    entities
        .createNativeQuery(
            """
            INSERT INTO idempotency_key (tenant_id, key, request_hash, job_id, answer, created_at)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6)
            ON CONFLICT (tenant_id, key) DO UPDATE
            SET request_hash = excluded.request_hash, job_id = excluded.job_id,
              answer = excluded.answer, created_at = excluded.created_at
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, key.value())
        .setParameter(3, key.requestHash())
        .setParameter(4, answer.job())
        .setParameter(5, answer.json())
        .setParameter(6, clock.instant())
        .executeUpdate();
  }

  /** Forgets what is too old to count. */
  @Transactional
  void forgetOld() {
    entities
        .createNativeQuery("DELETE FROM idempotency_key WHERE created_at <= ?1")
        .setParameter(1, oldest())
        .executeUpdate();
  }

  private Instant oldest() {
    return clock.instant().minus(KEPT);
  }
}
