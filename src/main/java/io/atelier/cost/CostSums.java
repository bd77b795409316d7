package io.atelier.cost;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;

/** The sums of the ledger's months: what lines added lately is merged into what was there. */
@Dependent
class CostSums {
  private static final int AT_A_TIME = 5_000;

  private final EntityManager entities;

  @Inject
  CostSums(EntityManager entities) {
    this.entities = entities;
  }

  /** Merges some; whether there may be more. Who reads meanwhile sees the same sum. */
  @Transactional
  boolean merge() {
    return ((Number)
                entities
                    .createNativeQuery(
                        """
                        WITH taken AS (
                          DELETE FROM cost_sum WHERE ctid = ANY (ARRAY (
                            SELECT ctid FROM cost_sum WHERE NOT merged LIMIT ?1
                            FOR UPDATE SKIP LOCKED))
                          RETURNING *),
                        added AS (
                          INSERT INTO cost_sum AS whole (month, tenant_id, provider, kind, skill,
                            model, basis, currency, amount, possible, creates, unknown, merged)
                          SELECT month, tenant_id, provider, kind, skill, model, basis, currency,
                            sum(amount), sum(possible), sum(creates), sum(unknown),
                            true
                          FROM taken
                          GROUP BY month, tenant_id, provider, kind, skill, model, basis, currency
                          ORDER BY month, tenant_id, provider, kind, skill, model, basis, currency
                          ON CONFLICT (month, tenant_id, provider, kind, skill, model, basis, currency)
                            WHERE merged
                          DO UPDATE SET
                            amount = CASE WHEN whole.amount IS NULL THEN excluded.amount
                              ELSE whole.amount + coalesce(excluded.amount, 0) END,
                            possible = whole.possible + excluded.possible,
                            creates = whole.creates + excluded.creates,
                            unknown = whole.unknown + excluded.unknown)
                        SELECT count(*) FROM taken
                        """)
                    .setParameter(1, AT_A_TIME)
                    .getSingleResult())
            .intValue()
        == AT_A_TIME;
  }
}
