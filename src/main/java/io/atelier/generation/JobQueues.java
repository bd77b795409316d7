package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
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
 * The queues of jobs that wait for a slot, and how many slots they hold: always counted, from the
 * jobs' rows. Every query runs over a partial index on live jobs, so that its cost does not grow
 * with history.
 */
@Dependent
class JobQueues {
  private final EntityManager entities;

  @Inject
  JobQueues(EntityManager entities) {
    this.entities = entities;
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

  /** The queue that a job is in, or was last. */
  QueueKey of(UUID job) {
    Object[] row =
        (Object[])
            entities
                .createNativeQuery(
                    "SELECT provider, kind, tenant_id FROM generation_job WHERE id = ?1")
                .setParameter(1, job)
                .getSingleResult();
    return queue(row);
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
                FROM unnest(
                    (SELECT CAST(? AS text[])), (SELECT CAST(? AS text[])),
                    (SELECT CAST(? AS text[])), (SELECT CAST(? AS int[])),
                    (SELECT CAST(? AS int[])))
                  AS queue (provider, kind, tenant_id, most, slots)
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

  /**
   * How many tasks of all tenants a provider may have: of jobs, and of attempts that were given up.
   * Of those that nobody can look at it is not known when they end: they count as long as their
   * jobs would have waited for them.
   *
   * @param since what was given up before that has ended
   */
  int running(String provider, Instant now, Instant since) {
    return count(
        entities
            .createNativeQuery(
                """
                SELECT (SELECT count(*) FROM generation_job
                        WHERE status IN ('PROCESSING', 'CANCELLING') AND provider = ?1)
                     + (SELECT count(*) FROM attempt
                        WHERE watch_until IS NOT NULL AND watch_due_at IS NOT NULL AND provider = ?1)
                     + (SELECT count(*) FROM attempt
                        JOIN stage ON stage.attempt_id = attempt.id AND (stage.outcome = 'UNKNOWN'
                          OR stage.outcome = 'ACCEPTED' AND stage.actual_cost IS NULL)
                        JOIN generation_job job ON job.id = attempt.job_id
                        WHERE attempt.status IN ('UNKNOWN', 'TIMED_OUT', 'CANCELLED')
                          AND attempt.provider = ?1 AND attempt.settled_at > ?3
                          AND attempt.watch_due_at IS NULL
                          AND coalesce(stage.begun_at, stage.submitted_at)
                            + job.timeout_millis * interval '1 ms' > ?2)
                """)
            .setParameter(1, provider)
            .setParameter(2, now)
            .setParameter(3, since));
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

  private static int count(Query query) {
    return ((Number) query.getSingleResult()).intValue();
  }

  private static QueueKey queue(Object[] row) {
    return new QueueKey(
        new TenantId((String) row[2]), (String) row[0], MediaKind.valueOf((String) row[1]));
  }
}
