package io.atelier.event;

import com.github.f4b6a3.uuid.UuidCreator;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;

/**
 * Writes down what happens, in the transaction in which it happens: both are there afterwards, or
 * neither.
 *
 * <p>It takes no lock and tells nobody: a NOTIFY would have all writers' commits wait for each
 * other. Readers come by themselves.
 */
@Dependent
public class EventHistory {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  EventHistory(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Adds an event.
   *
   * <p>Whoever tells of a job has changed its row before, in this transaction and in the database:
   * the row's lock is what puts the events of one job in order.
   */
  @Transactional(TxType.MANDATORY)
  public void append(NewEvent event) {
    // A transaction that began to write before another, but reaches the job after it, has the lower
    // xid and the later event.
    entities
        .createNativeQuery(
            """
            INSERT INTO event (id, xid, tenant_id, type, run_id, step_id, job_id, data, created_at)
            SELECT CAST(?1 AS uuid),
              greatest(pg_current_xact_id(), (
                SELECT last.xid FROM event last WHERE last.job_id = CAST(?6 AS uuid)
                ORDER BY last.xid DESC, last.seq DESC LIMIT 1)),
              ?2, ?3, ?4, ?5, CAST(?6 AS uuid), CAST(?7 AS jsonb), ?8
            """)
        .setParameter(1, UuidCreator.getTimeOrderedEpoch().toString())
        .setParameter(2, event.tenant().value())
        .setParameter(3, event.type().jsonName())
        .setParameter(4, event.run())
        .setParameter(5, event.step())
        .setParameter(6, event.job() == null ? null : event.job().toString())
        .setParameter(7, event.data().toString())
        .setParameter(8, clock.instant())
        .executeUpdate();
  }
}
