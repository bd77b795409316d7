package io.atelier.cost;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The book of what creates cost: entries are only ever added.
 *
 * <p>Each create is settled by one entry. What turns out otherwise later, be it a possible charge
 * that was none or a late result's price, is a further entry that names it and holds the
 * difference, so that the sum of a create's entries is always what is known of its cost.
 */
@Dependent
public class Ledger {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  Ledger(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Settles a create, or corrects what was settled; writes nothing where that is in the book
   * already. Part of the caller's transaction, which holds the create's job.
   */
  @Transactional(TxType.MANDATORY)
  public void settle(StageCost cost) {
    entities
        .createNativeQuery(
            """
            WITH book AS (
              SELECT count(*) AS entries, sum(amount) AS total,
                (array_agg(id ORDER BY corrects NULLS FIRST))[1] AS settled,
                (array_agg(basis ORDER BY recorded_at DESC, id DESC))[1] AS basis
              FROM cost_entry WHERE stage_id = ?1)
            INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider,
              corrects, amount, basis, currency, recorded_at, kind, skill, model, parameters,
              accepted_at)
            SELECT ?2, ?1, ?3, ?4, ?5, ?6, ?7, book.settled,
              CAST(?8 AS numeric) - coalesce(book.total, 0), ?9, ?10, ?11, ?12, ?13, ?14,
              CAST(?15 AS jsonb), ?16
            FROM book
            WHERE book.entries = 0
              OR (CAST(?8 AS numeric) IS NOT NULL
                AND (book.total IS DISTINCT FROM CAST(?8 AS numeric) OR book.basis <> ?9))
            """)
        .setParameter(1, cost.stage())
        .setParameter(2, UuidCreator.getTimeOrderedEpoch())
        .setParameter(3, cost.job())
        .setParameter(4, cost.tenant().value())
        .setParameter(5, cost.run().value())
        .setParameter(6, cost.step().value())
        .setParameter(7, cost.provider())
        .setParameter(8, text(cost.amount()))
        .setParameter(9, cost.basis().name())
        .setParameter(10, cost.currency())
        .setParameter(11, clock.instant())
        .setParameter(12, cost.kind().name())
        .setParameter(13, cost.skill())
        .setParameter(14, cost.model())
        .setParameter(15, json(cost.parameters()))
        .setParameter(16, cost.acceptedAt())
        .executeUpdate();
  }

  private static String json(Map<String, String> parameters) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    parameters.forEach(object::add);
    return object.build().toString();
  }

  private static @Nullable String text(@Nullable BigDecimal amount) {
    return amount == null ? null : amount.toPlainString();
  }
}
