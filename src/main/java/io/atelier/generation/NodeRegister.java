package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The nodes in the database. */
@Dependent
class NodeRegister {
  private final EntityManager entities;

  @Inject
  NodeRegister(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A node is alive, as of that time; whether it is to take nothing more. Not waited for on the
   * disk: the next sign follows in a second.
   */
  @Transactional
  boolean seen(Sign sign, Instant now) {
    entities.createNativeQuery("SET LOCAL synchronous_commit TO off").executeUpdate();
    return (Boolean)
        entities
            .createNativeQuery(
                """
                INSERT INTO node (id, name, version, started_at, seen_at, takes_jobs,
                  store_writable, store_free_bytes)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, CAST(?8 AS bigint))
                ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at,
                  store_writable = excluded.store_writable,
                  store_free_bytes = excluded.store_free_bytes
                RETURNING drained_at IS NOT NULL
                """)
            .setParameter(1, sign.id())
            .setParameter(2, sign.name())
            .setParameter(3, sign.version())
            .setParameter(4, sign.startedAt())
            .setParameter(5, now)
            .setParameter(6, sign.takesJobs())
            .setParameter(7, sign.storeWritable())
            .setParameter(
                8, sign.storeFreeBytes() == null ? null : sign.storeFreeBytes().toString())
            .getSingleResult();
  }

  /** A node is gone for good. */
  @Transactional
  void forget(String id) {
    entities
        .createNativeQuery("DELETE FROM node WHERE id = ?1")
        .setParameter(1, id)
        .executeUpdate();
  }

  /** So are those that gave no sign of life since then. */
  @Transactional
  void forgetSilent(Instant since) {
    entities
        .createNativeQuery("DELETE FROM node WHERE seen_at < ?1")
        .setParameter(1, since)
        .executeUpdate();
  }

  /** A node is to take nothing more; false if it was to already, or is none. */
  @Transactional(TxType.MANDATORY)
  boolean drain(String id, NodeView.Drain drain) {
    return entities
            .createNativeQuery(
                """
                UPDATE node SET drained_at = ?2, drained_by = ?3
                WHERE id = ?1 AND drained_at IS NULL
                """)
            .setParameter(1, id)
            .setParameter(2, drain.since())
            .setParameter(3, drain.by())
            .executeUpdate()
        == 1;
  }

  /** A node takes jobs again; false if it did already, or is none. */
  @Transactional(TxType.MANDATORY)
  boolean resume(String id) {
    return entities
            .createNativeQuery(
                """
                UPDATE node SET drained_at = NULL, drained_by = NULL
                WHERE id = ?1 AND drained_at IS NOT NULL
                """)
            .setParameter(1, id)
            .executeUpdate()
        == 1;
  }

  /** All of them, the longest up first, with the leases they hold. */
  @Transactional(TxType.MANDATORY)
  @SuppressWarnings("unchecked")
  List<Object[]> rows(Instant now) {
    return entities
        .createNativeQuery(
            """
            SELECT id, name, version, takes_jobs, store_writable, store_free_bytes, drained_at,
              drained_by, started_at, seen_at, coalesce(jobs.held, 0), coalesce(watched.held, 0)
            FROM node
            LEFT JOIN (
              SELECT lease_owner, count(*) AS held FROM generation_job
              WHERE status IN ('PROCESSING', 'CANCELLING') AND lease_until > ?1
              GROUP BY lease_owner) AS jobs ON jobs.lease_owner = node.id
            LEFT JOIN (
              SELECT lease_owner, count(*) AS held FROM (
                SELECT lease_owner, lease_until FROM attempt WHERE watch_due_at IS NOT NULL
                UNION ALL
                SELECT lease_owner, lease_until FROM superseded_create
                WHERE watch_due_at IS NOT NULL) AS looks
              WHERE lease_until > ?1
              GROUP BY lease_owner) AS watched ON watched.lease_owner = node.id
            ORDER BY started_at, id
            """)
        .setParameter(1, now)
        .getResultList();
  }

  /** What a node says of itself. */
  record Sign(
      String id,
      String name,
      String version,
      Instant startedAt,
      boolean takesJobs,
      boolean storeWritable,
      @Nullable Long storeFreeBytes) {}
}
