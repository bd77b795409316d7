package io.atelier.event;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
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
      SELECT ?,
        greatest(pg_current_xact_id(), (
          SELECT last.xid FROM event last WHERE last.job_id = CAST(? AS uuid)
          ORDER BY last.xid DESC, last.seq DESC LIMIT 1)),
        ?, ?, ?, ?, CAST(? AS uuid), CAST(? AS jsonb), ?
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
    OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
    try (PreparedStatement statement = entities.unwrap(Connection.class).prepareStatement(INSERT)) {
      for (NewEvent event : events) {
        statement.setObject(1, UuidCreator.getTimeOrderedEpoch());
        statement.setObject(2, event.job());
        statement.setString(3, event.tenant().value());
        statement.setString(4, event.type().jsonName());
        statement.setString(5, event.run());
        statement.setString(6, event.step());
        statement.setObject(7, event.job());
        statement.setString(8, event.data().toString());
        statement.setObject(9, now);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }
}
