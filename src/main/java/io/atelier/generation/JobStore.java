package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderHandle;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in the database. Every query that finds work runs over a partial index on live jobs, so
 * that its cost does not grow with history.
 */
@Dependent
class JobStore {
  private final EntityManager entities;

  @Inject
  JobStore(EntityManager entities) {
    this.entities = entities;
  }

  Optional<GenerationJob> find(UUID id) {
    return Optional.ofNullable(entities.find(GenerationJob.class, id));
  }

  /**
   * The job in hand, if it is still ours.
   *
   * @throws LostLeaseException if another node took it meanwhile
   */
  GenerationJob held(Work work) {
    return find(work.job())
        .filter(job -> job.version() == work.version())
        .orElseThrow(() -> new LostLeaseException(work.job()));
  }

  /** Sends what changed to the database now, which raises versions. */
  void flush() {
    entities.flush();
  }

  /** Waits for the lock of that name and holds it until the transaction ends. */
  void lock(String name) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, name)
        .getSingleResult();
  }

  /** The same for several names, in one order for everybody. */
  void lock(List<String> names) {
    entities
        .createNativeQuery(
            """
            SELECT count(pg_advisory_xact_lock(lock)) FROM (
              SELECT hashtextextended(name, 0) AS lock
              FROM unnest(string_to_array(?1, ' ')) AS name ORDER BY lock) AS locks
            """)
        .setParameter(1, String.join(" ", names))
        .getSingleResult();
  }

  /** How many jobs hold a slot of that queue. */
  int running(QueueKey queue) {
    return count(
        entities
            .createNativeQuery(
                """
                SELECT count(*) FROM generation_job
                WHERE status IN ('PROCESSING', 'CANCELLING')
                  AND provider = ?1 AND kind = ?2 AND tenant_id = ?3
                """)
            .setParameter(1, queue.provider())
            .setParameter(2, queue.kind().name())
            .setParameter(3, queue.tenant().value()));
  }

  /** How many tasks of all tenants a provider has: of jobs, and of attempts that were given up. */
  int running(String provider) {
    return count(
        entities
            .createNativeQuery(
                """
                SELECT (SELECT count(*) FROM generation_job
                        WHERE status IN ('PROCESSING', 'CANCELLING') AND provider = ?1)
                     + (SELECT count(*) FROM attempt
                        WHERE watch_until IS NOT NULL AND watch_due_at IS NOT NULL AND provider = ?1)
                """)
            .setParameter(1, provider));
  }

  private static int count(Query query) {
    return ((Number) query.getSingleResult()).intValue();
  }

  /**
   * The jobs whose turn it is in these queues, whose locks are held; none where a queue is full.
   *
   * @param most how many of each at most
   * @param limit how many of each may be under way
   */
  List<UUID> pending(Map<QueueKey, Integer> most, ToIntFunction<QueueKey> limit, Instant now) {
    List<QueueKey> queues = List.copyOf(most.keySet());
    try (PreparedStatement statement =
        entities
            .unwrap(Connection.class)
            .prepareStatement(
                """
                SELECT chosen.id
                FROM unnest(?, ?, ?, ?, ?) AS queue (provider, kind, tenant_id, most, slots)
                CROSS JOIN LATERAL (
                  SELECT id FROM generation_job
                  WHERE status = 'PENDING' AND provider = queue.provider AND kind = queue.kind
                    AND tenant_id = queue.tenant_id AND due_at <= ?
                  ORDER BY priority DESC, created_at, id
                  LIMIT greatest(0, least(queue.most, queue.slots - (
                    SELECT count(*) FROM generation_job running
                    WHERE running.status IN ('PROCESSING', 'CANCELLING')
                      AND running.provider = queue.provider AND running.kind = queue.kind
                      AND running.tenant_id = queue.tenant_id)))) AS chosen
                """)) {
      Connection connection = statement.getConnection();
      statement.setArray(1, array(connection, "text", queues, QueueKey::provider));
      statement.setArray(2, array(connection, "text", queues, queue -> queue.kind().name()));
      statement.setArray(3, array(connection, "text", queues, queue -> queue.tenant().value()));
      statement.setArray(4, array(connection, "int4", queues, most::get));
      statement.setArray(5, array(connection, "int4", queues, limit::applyAsInt));
      statement.setObject(6, now.atOffset(ZoneOffset.UTC));
      List<UUID> chosen = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          chosen.add(rows.getObject(1, UUID.class));
        }
      }
      return chosen;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static Array array(
      Connection connection,
      String type,
      List<QueueKey> queues,
      Function<QueueKey, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, queues.stream().map(value).toArray());
  }

  /** The jobs of that queue whose turn it is, locked. */
  @SuppressWarnings("unchecked")
  List<GenerationJob> oldestPending(QueueKey queue, int most, Instant now) {
    return entities
        .createNativeQuery(
            """
            SELECT * FROM generation_job
            WHERE status = 'PENDING' AND provider = ?1 AND kind = ?2 AND tenant_id = ?3
              AND due_at <= ?4
            ORDER BY priority DESC, created_at, id LIMIT ?5 FOR UPDATE
            """,
            GenerationJob.class)
        .setParameter(1, queue.provider())
        .setParameter(2, queue.kind().name())
        .setParameter(3, queue.tenant().value())
        .setParameter(4, now)
        .setParameter(5, most)
        .getResultList();
  }

  /**
   * The queues that have jobs waiting, of every provider or of one: one index probe a queue,
   * however many jobs wait in it.
   */
  @SuppressWarnings("unchecked")
  List<WaitingQueue> waitingQueues(Optional<String> provider) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                WITH RECURSIVE queue AS (
                  (SELECT provider, kind, tenant_id FROM generation_job
                   WHERE status = 'PENDING' AND provider >= ?1
                   ORDER BY provider, kind, tenant_id LIMIT 1)
                  UNION ALL
                  SELECT following.* FROM queue, LATERAL (
                    SELECT provider, kind, tenant_id FROM generation_job
                    WHERE status = 'PENDING' AND (provider, kind, tenant_id)
                      > (queue.provider, queue.kind, queue.tenant_id)
                    ORDER BY provider, kind, tenant_id LIMIT 1) following
                  WHERE ?1 = '' OR queue.provider = ?1)
                SELECT provider, kind, tenant_id,
                  (SELECT count(*) FROM generation_job j WHERE j.status IN ('PROCESSING', 'CANCELLING')
                    AND j.provider = queue.provider AND j.kind = queue.kind
                    AND j.tenant_id = queue.tenant_id) AS running
                FROM queue WHERE ?1 = '' OR provider = ?1 ORDER BY running, random()
                """)
            .setParameter(1, provider.orElse(""))
            .getResultList();
    return rows.stream()
        .map(row -> new WaitingQueue(queue(row), ((Number) row[3]).intValue()))
        .toList();
  }

  /** How many tasks of each tenant a provider has, of all kinds; none of those that have none. */
  @SuppressWarnings("unchecked")
  Map<TenantId, Integer> runningByTenant(String provider) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT tenant_id, count(*) FROM generation_job
                WHERE status IN ('PROCESSING', 'CANCELLING') AND provider = ?1 GROUP BY tenant_id
                """)
            .setParameter(1, provider)
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> new TenantId((String) row[0]), row -> ((Number) row[1]).intValue()));
  }

  private static QueueKey queue(Object[] row) {
    return new QueueKey(
        new TenantId((String) row[2]), (String) row[0], MediaKind.valueOf((String) row[1]));
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

  private static String joined(List<UUID> ids) {
    return String.join(",", ids.stream().map(UUID::toString).toList());
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
   * Gives a create the handle that its provider named it by, unless another create of that provider
   * has it; whether it did. Who comes with the same handle meanwhile waits until the transaction
   * ends. The job's row is locked before.
   */
  boolean claim(ProviderHandle handle, UUID stage, String provider) {
    lock("handle/" + provider + "/" + handle.id());
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

  /** Locks a job's row until the transaction ends. */
  void lock(UUID job) {
    entities
        .createNativeQuery("SELECT 1 FROM generation_job WHERE id = ?1 FOR UPDATE")
        .setParameter(1, job)
        .getResultList();
  }

  /**
   * Records a handle whatever became of its job: whoever paid for it must find it again. Whoever
   * has the job in hand without knowing of it loses it.
   */
  void keepHandle(UUID job, UUID stage, ProviderHandle handle, Instant now) {
    entities
        .createNativeQuery(
            """
            UPDATE generation_job SET version = version + 1, lease_owner = NULL, lease_until = NULL
            WHERE id = ?1 AND (status NOT IN ('PROCESSING', 'CANCELLING') OR EXISTS (
              SELECT 1 FROM stage, attempt
              WHERE stage.id = ?2 AND attempt.id = stage.attempt_id AND attempt.status = 'SUBMITTING'))
            """)
        .setParameter(1, job)
        .setParameter(2, stage)
        .executeUpdate();
    entities
        .createNativeQuery(
            """
            UPDATE stage SET outcome = 'ACCEPTED', handle_id = ?1, handle_state = ?2, answered_at = ?3
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

  /** Watches the attempt of that create, if its job was settled or went on without it. */
  void watchGivenUp(UUID stage, Instant due, Instant until) {
    entities
        .createNativeQuery(
            """
            UPDATE attempt SET watch_due_at = ?2, watch_until = ?3
            WHERE id = (SELECT attempt_id FROM stage WHERE id = ?1)
              AND status IN ('UNKNOWN', 'FAILED', 'TIMED_OUT', 'CANCELLED') AND watch_due_at IS NULL
            """)
        .setParameter(1, stage)
        .setParameter(2, due)
        .setParameter(3, until)
        .executeUpdate();
  }

  /** That job, if it is that tenant's. */
  Optional<GenerationJob> find(UUID id, TenantId tenant) {
    return entities
        .createQuery(
            "SELECT j FROM GenerationJob j WHERE j.id = :id AND j.spec.tenant = :tenant",
            GenerationJob.class)
        .setParameter("id", id)
        .setParameter("tenant", tenant.value())
        .getResultStream()
        .findFirst();
  }

  /** The same, locked until the transaction ends. */
  Optional<GenerationJob> findLocked(UUID id, TenantId tenant) {
    return Optional.ofNullable(
            entities.find(GenerationJob.class, id, LockModeType.PESSIMISTIC_WRITE))
        .filter(job -> job.tenant().equals(tenant));
  }

  /** Whether the step of that job has a newer one, which says how the step stands. */
  boolean isSuperseded(UUID id) {
    return !entities
        .createNativeQuery(
            """
            SELECT 1 FROM generation_job job, generation_job later
            WHERE job.id = ?1 AND later.tenant_id = job.tenant_id AND later.run_id = job.run_id
              AND later.step_id = job.step_id AND later.id > job.id
            LIMIT 1
            """)
        .setParameter(1, id)
        .getResultList()
        .isEmpty();
  }

  /** Whether there is that job. */
  boolean isThere(UUID id) {
    return !entities
        .createNativeQuery("SELECT 1 FROM generation_job WHERE id = ?1")
        .setParameter(1, id)
        .getResultList()
        .isEmpty();
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

  /** A queue with jobs waiting. */
  record WaitingQueue(QueueKey key, int running) {}

  /**
   * Some providers.
   *
   * @param those these, the nearest deadline first; else all others, the longest due first
   */
  record Whose(List<String> providers, boolean those) {}
}
