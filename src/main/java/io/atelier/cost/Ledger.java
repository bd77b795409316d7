package io.atelier.cost;

import static io.atelier.problem.SharedJson.JSON;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;

/**
 * The book of what creates cost: entries are only ever added.
 *
 * <p>Each create is settled by one entry. What turns out otherwise later, be it a possible charge
 * that was none or a late result's price, is a further entry that names it and holds the
 * difference, so that the sum of a create's entries is always what is known of its cost. Where that
 * is in another currency than before, a further entry takes back what there is in the old one, as
 * amounts of different currencies are never added.
 */
@Dependent
public class Ledger {
  private static final String SETTLE =
      """
      WITH known AS (
        SELECT CAST(? AS uuid) AS stage, CAST(? AS numeric) AS amount, CAST(? AS text) AS basis,
          CAST(? AS char(3)) AS currency),
      entry AS (
        SELECT cost_entry.* FROM cost_entry, known WHERE stage_id = known.stage),
      book AS (
        SELECT count(*) AS entries,
          sum(entry.amount) FILTER (WHERE entry.currency = known.currency) AS total,
          (array_agg(entry.id ORDER BY corrects NULLS FIRST))[1] AS settled,
          (array_agg(entry.basis ORDER BY recorded_at DESC, entry.id DESC))[1] AS basis
        FROM entry, known),
      line AS (
        SELECT CAST(? AS uuid) AS id, known.currency,
          known.amount - coalesce(book.total, 0) AS amount
        FROM book, known
        WHERE book.entries = 0
          OR (known.amount IS NOT NULL
            AND (book.total IS DISTINCT FROM known.amount OR book.basis <> known.basis))
        UNION ALL
        SELECT gen_random_uuid(), entry.currency, -sum(entry.amount)
        FROM entry, known WHERE known.amount IS NOT NULL AND entry.currency <> known.currency
        GROUP BY entry.currency HAVING sum(entry.amount) <> 0)
      INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider,
        corrects, amount, basis, currency, recorded_at, kind, skill, model, parameters, accepted_at)
      SELECT line.id, known.stage, ?, ?, ?, ?, ?, book.settled, line.amount, known.basis,
        line.currency, ?, ?, ?, ?, CAST(? AS jsonb), ?
      FROM line, book, known
      """;

  private final EntityManager entities;
  private final Clock clock;

  @Inject
  Ledger(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Settles creates, or corrects what was settled; writes nothing where that is in the book
   * already. Part of the caller's transaction, which holds the creates' jobs.
   */
  @Transactional(TxType.MANDATORY)
  public void settle(List<StageCost> costs) {
    if (costs.isEmpty()) {
      return;
    }
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = entities.unwrap(Connection.class).prepareStatement(SETTLE)) {
      for (StageCost cost : costs) {
        statement.setObject(1, cost.stage());
        statement.setBigDecimal(2, cost.amount());
        statement.setString(3, cost.basis().name());
        statement.setString(4, cost.currency());
        statement.setObject(5, UuidCreator.getTimeOrderedEpoch());
        statement.setObject(6, cost.job());
        statement.setString(7, cost.tenant().value());
        statement.setString(8, cost.run().value());
        statement.setString(9, cost.step().value());
        statement.setString(10, cost.provider());
        statement.setObject(11, now);
        statement.setString(12, cost.kind().name());
        statement.setString(13, cost.skill());
        statement.setString(14, cost.model());
        statement.setString(15, json(cost.parameters()));
        statement.setObject(16, cost.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static String json(Map<String, String> parameters) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    parameters.forEach(object::add);
    return object.build().toString();
  }
}
