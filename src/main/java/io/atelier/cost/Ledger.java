package io.atelier.cost;

import static io.atelier.problem.SharedJson.JSON;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

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
  // Nearly every line is its create's first.
  private static final String OPEN =
      """
      INSERT INTO cost_entry (id, stage_id, job_id, tenant_id, run_id, step_id, provider, amount,
        basis, currency, recorded_at, kind, skill, model, parameters, accepted_at)
      SELECT id, stage, job, tenant, run, step, provider, amount, basis, currency, ?, kind, skill,
        model, parameters, accepted
      FROM jsonb_to_recordset(CAST(? AS jsonb)) AS line
        (id uuid, stage uuid, job uuid, tenant text, run text, step text, provider text,
          amount numeric, basis text, currency text, kind text, skill text, model text,
          parameters jsonb, accepted timestamptz)
      ON CONFLICT (stage_id) WHERE corrects IS NULL DO NOTHING
      RETURNING stage_id
      """;

  // Of a create that has a line, by then.
  private static final String CORRECT =
      """
      WITH known AS (
        SELECT CAST(? AS uuid) AS stage, CAST(? AS numeric) AS amount, CAST(? AS text) AS basis,
          CAST(? AS char(3)) AS currency),
      entry AS (
        SELECT cost_entry.* FROM cost_entry, known WHERE stage_id = known.stage),
      book AS (
        SELECT sum(entry.amount) FILTER (WHERE entry.currency = known.currency) AS total,
          (array_agg(entry.id ORDER BY corrects NULLS FIRST))[1] AS settled,
          (array_agg(entry.basis ORDER BY recorded_at DESC, entry.id DESC))[1] AS basis
        FROM entry, known),
      line AS (
        SELECT CAST(? AS uuid) AS id, known.currency,
          known.amount - coalesce(book.total, 0) AS amount
        FROM book, known
        WHERE known.amount IS NOT NULL
          AND (book.total IS DISTINCT FROM known.amount OR book.basis <> known.basis)
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
    try {
      correct(open(costs, now), now);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Writes the first lines of those creates that have none; the others are left. */
  private List<StageCost> open(List<StageCost> costs, OffsetDateTime now) throws SQLException {
    JsonArrayBuilder lines = JSON.createArrayBuilder();
    costs.forEach(cost -> lines.add(line(cost)));
    Set<UUID> opened = new HashSet<>();
    try (PreparedStatement statement = entities.unwrap(Connection.class).prepareStatement(OPEN)) {
      statement.setObject(1, now);
      statement.setString(2, lines.build().toString());
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          opened.add(rows.getObject(1, UUID.class));
        }
      }
    }
    // Of several costs of one create it is the first that was written.
    return costs.stream().filter(cost -> !opened.remove(cost.stage())).toList();
  }

  private void correct(List<StageCost> costs, OffsetDateTime now) throws SQLException {
    if (costs.isEmpty()) {
      return;
    }
    try (PreparedStatement statement =
        entities.unwrap(Connection.class).prepareStatement(CORRECT)) {
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
        statement.setString(15, parameters(cost).toString());
        statement.setObject(16, cost.acceptedAt().atOffset(ZoneOffset.UTC));
        statement.addBatch();
      }
      statement.executeBatch();
    }
  }

  private static JsonObjectBuilder line(StageCost cost) {
    JsonObjectBuilder line =
        JSON.createObjectBuilder()
            .add("id", UuidCreator.getTimeOrderedEpoch().toString())
            .add("stage", cost.stage().toString())
            .add("job", cost.job().toString())
            .add("tenant", cost.tenant().value())
            .add("run", cost.run().value())
            .add("step", cost.step().value())
            .add("provider", cost.provider())
            .add("basis", cost.basis().name())
            .add("currency", cost.currency())
            .add("kind", cost.kind().name())
            .add("skill", cost.skill())
            .add("parameters", parameters(cost))
            .add("accepted", cost.acceptedAt().toString());
    if (cost.amount() != null) {
      line.add("amount", cost.amount());
    }
    if (cost.model() != null) {
      line.add("model", cost.model());
    }
    return line;
  }

  private static JsonObject parameters(StageCost cost) {
    JsonObjectBuilder object = JSON.createObjectBuilder();
    cost.parameters().forEach(object::add);
    return object.build();
  }
}
