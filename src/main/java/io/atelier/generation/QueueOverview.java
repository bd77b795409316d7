package io.atelier.generation;

import io.atelier.artifact.StoreGate;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import io.atelier.provider.MediaKind;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
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
 * what is in its own queues, whatever was done before and whoever else has some.
 */
@Dependent
public class QueueOverview {
  // The kinds at providers that have such jobs, few whatever there is of tenants.
  private static final String PAIRS =
      """
      %1$s AS (
        (SELECT provider, kind FROM generation_job
         WHERE status IN (%2$s) AND (provider, kind) >= (?1, ?2)
         ORDER BY provider, kind LIMIT 1)
        UNION ALL
        SELECT following.* FROM %1$s, LATERAL (
          SELECT provider, kind FROM generation_job
          WHERE status IN (%2$s) AND (provider, kind) > (%1$s.provider, %1$s.kind)
          ORDER BY provider, kind LIMIT 1) following)
      """;

  // Of a pair: from tenant to tenant, those behind the cursor, no more than a page has.
  private static final String TENANTS =
      """
      (WITH RECURSIVE tenant AS (
         (SELECT tenant_id, 1 AS no FROM generation_job job
          WHERE status IN (%2$s) AND job.provider = pair.provider AND job.kind = pair.kind
            AND tenant_id > %3$s
          ORDER BY tenant_id LIMIT 1)
         UNION ALL
         SELECT following.tenant_id, tenant.no + 1 FROM tenant, LATERAL (
           SELECT tenant_id FROM generation_job job
           WHERE status IN (%2$s) AND job.provider = pair.provider AND job.kind = pair.kind
             AND job.tenant_id > tenant.tenant_id
           ORDER BY tenant_id LIMIT 1) following
         WHERE tenant.no < ?4)
       SELECT tenant_id FROM tenant)\
      """;

  // Of a pair: the one that is asked for, if it is there.
  private static final String TENANT =
      """
      (SELECT tenant_id FROM generation_job job
       WHERE status IN (%2$s) AND job.provider = pair.provider AND job.kind = pair.kind
         AND tenant_id = ?8 AND tenant_id > %3$s LIMIT 1)\
      """;

  // In their order, as what comes behind a page is cut off; a pair has a page of tenants at most.
  private static final String QUEUES =
      """
      (SELECT pair.provider, pair.kind, tenants.tenant_id
       FROM %1$s AS pair CROSS JOIN LATERAL %4$s AS tenants
       WHERE (?6 = '' OR pair.provider = ?6) AND (?7 = '' OR pair.kind = ?7)
       ORDER BY pair.provider, pair.kind, tenant_id LIMIT ?4)
      """;

  private static final String PAGE =
      """
      WITH RECURSIVE %s, %s,
      queue AS (
        SELECT * FROM (%s UNION %s) AS found ORDER BY provider, kind, tenant_id LIMIT ?4)
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
      """;

  private static final String OF_ALL = page(TENANTS);
  private static final String OF_ONE = page(TENANT);

  private static String page(String tenants) {
    String pending = "'PENDING'";
    String running = "'PROCESSING', 'CANCELLING'";
    return PAGE.formatted(
        PAIRS.formatted("waiting", pending),
        PAIRS.formatted("working", running),
        queues("waiting", pending, tenants),
        queues("working", running, tenants));
  }

  private static String queues(String pairs, String statuses, String tenants) {
    String behind = "CASE WHEN (pair.provider, pair.kind) = (?1, ?2) THEN ?3 ELSE '' END";
    return QUEUES.formatted(pairs, statuses, behind, tenants.formatted(pairs, statuses, behind));
  }

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
    Query query =
        entities
            .createNativeQuery(filter.tenant() == null ? OF_ALL : OF_ONE)
            .setParameter(1, from.get(0))
            .setParameter(2, from.get(1))
            .setParameter(3, from.get(2))
            .setParameter(4, limit + 1)
            .setParameter(5, now)
            .setParameter(6, filter.provider() == null ? "" : filter.provider())
            .setParameter(7, filter.kind() == null ? "" : filter.kind().name());
    if (filter.tenant() != null) {
      query.setParameter(8, filter.tenant().value());
    }
    List<Object[]> rows = query.getResultList();
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
