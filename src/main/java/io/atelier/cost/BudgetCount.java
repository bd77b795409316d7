package io.atelier.cost;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Counts anew what tenants' jobs take, from the jobs themselves: when a budget is set, and to see
 * whether the counters say the same. Part of the caller's transaction.
 */
@Dependent
class BudgetCount {
  // The last job of before, found from the newest backwards. What is counted is looked for behind
  // it, whatever was made before: ids are in the order of acceptance, but for what clocks differ
  // by.
  private static final String BEFORE =
      """
      coalesce((
        SELECT id FROM generation_job
        WHERE tenant_id = ?1 AND created_at < CAST(?2 AS timestamptz) - interval '1 day'
        ORDER BY id DESC LIMIT 1), '00000000-0000-0000-0000-000000000000')\
      """;

  private static final String SUMS =
      """
      SELECT tenant_id, period, currency, sum(reserved) AS reserved, sum(spent) AS spent
      FROM job_commitment, LATERAL (VALUES
        (to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')),
        (to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM'))) AS accepted (period)
      WHERE tenant_id = ?1 AND created_at >= ?2 AND job_id > %s
      GROUP BY tenant_id, period, currency
      """
          .formatted(BEFORE);

  // Whole months are counted.
  private static final String COUNTED_SINCE =
      """
      (SELECT CAST(min(period) || '-01' AS timestamp) AT TIME ZONE 'UTC'
       FROM budget_period WHERE tenant_id = ?1 AND length(period) = 7)\
      """;

  private final EntityManager entities;
  private final Clock clock;

  @Inject
  BudgetCount(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * From now on the jobs of a tenant that were accepted this month are counted, those under way and
   * those that have ended. No job of the tenant's is accepted meanwhile: whoever adds one holds its
   * settings ({@link Budgets#hold}), which are the caller's to change.
   */
  void begin(TenantId tenant) {
    Instant month =
        clock
            .instant()
            .atOffset(ZoneOffset.UTC)
            .withDayOfMonth(1)
            .truncatedTo(ChronoUnit.DAYS)
            .toInstant();
    // What may still change, by indexes over that alone. Its rows first: who has one changes it
    // before, or sees that it is counted.
    query(
            """
            WITH changing AS (
              SELECT id FROM generation_job
              WHERE tenant_id = ?1 AND status IN ('PENDING', 'PROCESSING', 'CANCELLING')
              UNION
              SELECT job_id FROM attempt WHERE watch_due_at IS NOT NULL
              UNION
              SELECT job_id FROM attempt WHERE id IN (
                SELECT attempt_id FROM stage
                WHERE id IN (SELECT id FROM superseded_create WHERE watch_due_at IS NOT NULL))
              UNION
              SELECT job_id FROM attempt WHERE id IN (
                SELECT attempt_id FROM stage
                WHERE handle_id IS NULL AND (outcome IS NULL OR outcome = 'UNKNOWN'))),
            live AS MATERIALIZED (
              SELECT job.id FROM generation_job job
              WHERE job.id IN (SELECT id FROM changing) AND job.tenant_id = ?1
                AND (job.held IS NOT NULL OR job.created_at >= ?2)
              ORDER BY job.id FOR UPDATE)
            UPDATE generation_job job
            SET held = CASE WHEN job.created_at >= ?2 THEN coalesce(job.held, 0) END
            FROM live WHERE job.id = live.id
            """,
            tenant)
        .setParameter(2, month)
        .executeUpdate();
    end(tenant);
    // In a statement of its own: of a time when all of them are locked, and none is being added.
    query(
            """
            INSERT INTO budget_period (tenant_id, period, currency, reserved, spent)
            SELECT * FROM (%s) AS sums ORDER BY period DESC, currency
            """
                .formatted(SUMS),
            tenant)
        .setParameter(2, month)
        .executeUpdate();
  }

  /** Nothing of a tenant is counted any more. */
  void end(TenantId tenant) {
    // A day before its month, as those who count lock them.
    query(
            """
            WITH mine AS MATERIALIZED (
              SELECT tenant_id, period, currency FROM budget_period WHERE tenant_id = ?1
              ORDER BY period DESC, currency FOR UPDATE)
            DELETE FROM budget_period USING mine
            WHERE budget_period.tenant_id = mine.tenant_id
              AND budget_period.period = mine.period AND budget_period.currency = mine.currency
            """,
            tenant)
        .executeUpdate();
  }

  /**
   * Where the counters of a tenant are wrong; counted and summed up at one moment, without a lock.
   */
  @SuppressWarnings("unchecked")
  List<BudgetDifference> differences(TenantId tenant) {
    List<Object[]> rows =
        query(
                """
                WITH sums AS (%s)
                SELECT tenant_id, period, currency,
                  coalesce(sums.reserved, 0) || ' reserved, ' || coalesce(sums.spent, 0) || ' spent',
                  coalesce(counter.reserved, 0) || ' reserved, ' || coalesce(counter.spent, 0)
                    || ' spent'
                FROM sums FULL JOIN (SELECT * FROM budget_period WHERE tenant_id = ?1) AS counter
                  USING (tenant_id, period, currency)
                WHERE coalesce(counter.reserved, 0) <> coalesce(sums.reserved, 0)
                  OR coalesce(counter.spent, 0) <> coalesce(sums.spent, 0)
                ORDER BY period, currency
                """
                    .formatted(SUMS.replace("?2", COUNTED_SINCE)),
                tenant)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new BudgetDifference(
                    BudgetDifference.FINDING,
                    (String) row[0],
                    (String) row[1],
                    (String) row[2],
                    (String) row[3],
                    (String) row[4]))
        .toList();
  }

  private Query query(String sql, TenantId tenant) {
    return entities.createNativeQuery(sql).setParameter(1, tenant.value());
  }
}
