package io.atelier.generation;

import io.atelier.artifact.StoreGate;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The queues that have jobs waiting or under way, in the order of provider, kind and tenant.
 *
 * <p>They are found by the partial indexes on live jobs, one probe a queue, so that a page costs
 * what is in its own queues, whatever was done before.
 */
@Dependent
public class QueueOverview {
  private static final String FROM_QUEUE_TO_QUEUE =
      """
      %1$s AS (
        (SELECT provider, kind, tenant_id FROM generation_job
         WHERE status IN (%2$s) AND (provider, kind, tenant_id) > (?1, ?2, ?3)
         ORDER BY provider, kind, tenant_id LIMIT 1)
        UNION ALL
        SELECT following.* FROM %1$s, LATERAL (
          SELECT provider, kind, tenant_id FROM generation_job
          WHERE status IN (%2$s) AND (provider, kind, tenant_id)
            > (%1$s.provider, %1$s.kind, %1$s.tenant_id)
          ORDER BY provider, kind, tenant_id LIMIT 1) following)
      """;
  private static final String PAGE =
      """
      WITH RECURSIVE %s, %s,
      queue AS (
        SELECT * FROM (
          (SELECT * FROM waiting WHERE %3$s LIMIT ?4)
          UNION
          (SELECT * FROM working WHERE %3$s LIMIT ?4)) AS found
        ORDER BY provider, kind, tenant_id LIMIT ?4)
      SELECT queue.provider, queue.kind, queue.tenant_id, depth.jobs, depth.oldest,
        EXISTS (SELECT 1 FROM generation_job job
          WHERE job.status = 'PENDING' AND job.provider = queue.provider AND job.kind = queue.kind
            AND job.tenant_id = queue.tenant_id AND job.due_at <= ?5) AS ready,
        (SELECT count(*) FROM generation_job job
         WHERE job.status IN ('PROCESSING', 'CANCELLING') AND job.provider = queue.provider
           AND job.kind = queue.kind AND job.tenant_id = queue.tenant_id) AS running
      FROM queue
      CROSS JOIN LATERAL (
        SELECT count(*) AS jobs, min(created_at) AS oldest FROM generation_job job
        WHERE job.status = 'PENDING' AND job.provider = queue.provider AND job.kind = queue.kind
          AND job.tenant_id = queue.tenant_id) AS depth
      ORDER BY queue.provider, queue.kind, queue.tenant_id
      """
          .formatted(
              FROM_QUEUE_TO_QUEUE.formatted("waiting", "'PENDING'"),
              FROM_QUEUE_TO_QUEUE.formatted("working", "'PROCESSING', 'CANCELLING'"),
              "(?6 = '' OR provider = ?6) AND (?7 = '' OR kind = ?7)"
                  + " AND (?8 = '' OR tenant_id = ?8)");

  private final EntityManager entities;
  private final Policies policies;
  private final GenerationSettings settings;
  private final ProviderAccounts accounts;
  private final StoreGate store;
  private final Clock clock;

  @Inject
  QueueOverview(
      EntityManager entities,
      Policies policies,
      GenerationSettings settings,
      ProviderAccounts accounts,
      StoreGate store,
      Clock clock) {
    this.entities = entities;
    this.policies = policies;
    this.settings = settings;
    this.accounts = accounts;
    this.store = store;
    this.clock = clock;
  }

  /**
   * A page of them.
   *
   * @param after the cursor of the page before
   */
  @Transactional
  @SuppressWarnings("unchecked")
  public Page<QueueView> page(QueueFilter filter, Optional<Cursor> after, int limit) {
    Instant now = clock.instant();
    List<String> from = after.map(Cursor::parts).orElse(List.of("", "", ""));
    List<Object[]> rows =
        entities
            .createNativeQuery(PAGE)
            .setParameter(1, from.get(0))
            .setParameter(2, from.get(1))
            .setParameter(3, from.get(2))
            .setParameter(4, limit + 1)
            .setParameter(5, now)
            .setParameter(6, filter.provider() == null ? "" : filter.provider())
            .setParameter(7, filter.kind() == null ? "" : filter.kind().name())
            .setParameter(8, filter.tenant() == null ? "" : filter.tenant().value())
            .getResultList();
    Map<String, ProviderAccount> standing = accounts.readAll();
    return Page.of(
        rows.stream().map(row -> view(row, standing, now)).toList(), limit, QueueOverview::after);
  }

  private QueueView view(Object[] row, Map<String, ProviderAccount> standing, Instant now) {
    QueueKey key =
        new QueueKey(
            new TenantId((String) row[2]), (String) row[0], MediaKind.valueOf((String) row[1]));
    long depth = ((Number) row[3]).longValue();
    long running = ((Number) row[6]).longValue();
    int limit = policies.of(key).limit();
    Instant oldest = row[4] == null ? null : DatabaseTime.of(row[4]);
    return new QueueView(
        key.tenant().value(),
        key.provider(),
        key.kind().jsonName(),
        depth,
        running,
        limit,
        oldest,
        oldest == null ? null : Math.max(0, Duration.between(oldest, now).toSeconds()),
        depth == 0
            ? null
            : waitingFor(key, (Boolean) row[5], running < limit, standing, now).jsonName());
  }

  private WaitingFor waitingFor(
      QueueKey key,
      boolean ready,
      boolean slotFree,
      Map<String, ProviderAccount> standing,
      Instant now) {
    @Nullable ProviderAccount account = standing.get(key.provider());
    boolean paused = account != null && account.paused();
    boolean shut = account != null && account.isShut(now);
    return WaitingFor.of(
        store.open(), paused || !ready, slotFree, shut || settings.isShared(key.provider()));
  }

  private static Cursor after(QueueView queue) {
    return Cursor.after(queue.provider(), queue.kind().toUpperCase(Locale.ROOT), queue.tenant());
  }

  /** The cursor, if it is one of this list. */
  static Optional<Cursor> cursor(Cursor cursor) {
    return Optional.of(cursor).filter(one -> one.parts().size() == 3);
  }
}
