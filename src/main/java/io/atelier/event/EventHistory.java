package io.atelier.event;

import static io.atelier.problem.SharedJson.JSON;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens, in the transaction in which it happens: both are there afterwards, or
 * neither.
 *
 * <p>It takes no lock and tells nobody: a NOTIFY would have all writers' commits wait for each
 * other. Readers come by themselves.
 */
@Dependent
public class EventHistory {
  // A transaction that began to write before another, but reaches the job after it, has the lower
  // xid and the later event.
  private static final String INSERT =
      """
      INSERT INTO event (id, xid, tenant_id, type, run_id, step_id, job_id, data, created_at)
      SELECT told.id,
        greatest(pg_current_xact_id(), (
          SELECT last.xid FROM event last WHERE last.job_id = told.job
          ORDER BY last.xid DESC, last.seq DESC LIMIT 1)),
        told.tenant, told.type, told.run, told.step, told.job, told.data, ?
      FROM jsonb_to_recordset(CAST(? AS jsonb)) AS told
        (place int, id uuid, tenant text, type text, run text, step text, job uuid, data jsonb)
      ORDER BY told.place
      """;

  private final EntityManager entities;
  private final Clock clock;

  @Inject
  EventHistory(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** Adds an event; as {@link #append(List)}. */
  @Transactional(TxType.MANDATORY)
  public void append(NewEvent event) {
    append(List.of(event));
  }

  /**
   * Adds events, in that order.
   *
   * <p>Whoever tells of a job has changed its row before, in this transaction and in the database:
   * the row's lock is what puts the events of one job in order.
   */
  @Transactional(TxType.MANDATORY)
  public void append(List<NewEvent> events) {
    if (events.isEmpty()) {
      return;
    }
    try (PreparedStatement statement = entities.unwrap(Connection.class).prepareStatement(INSERT)) {
      statement.setObject(1, clock.instant().atOffset(ZoneOffset.UTC));
      statement.setString(2, rows(events));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  // One statement for all of them.
  private static String rows(List<NewEvent> events) {
    JsonArrayBuilder rows = JSON.createArrayBuilder();
    for (int place = 0; place < events.size(); place++) {
      NewEvent event = events.get(place);
      JsonObjectBuilder row =
          JSON.createObjectBuilder()
              .add("place", place)
              .add("id", UuidCreator.getTimeOrderedEpoch().toString())
              .add("tenant", event.tenant().value())
              .add("type", event.type().jsonName())
              .add("data", event.data());
      add(row, "run", event.run());
      add(row, "step", event.step());
      add(row, "job", event.job());
      rows.add(row);
    }
    return rows.build().toString();
  }

  private static void add(JsonObjectBuilder row, String name, @Nullable Object value) {
    if (value != null) {
      row.add(name, value.toString());
    }
  }
}
