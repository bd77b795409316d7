package io.atelier.event;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;

/**
 * Makes deliveries of the history: of every event, for every webhook that is to be told, one.
 *
 * <p>The deliveries and the place in the history up to which they are made are written together, so
 * that after a crash nothing is missing and nothing is made twice. One node at a time does it.
 */
@Dependent
class WebhookFanOut {
  private static final int PAGE = 1_000;

  private final EntityManager entities;
  private final EventReader reader;
  private final Clock clock;

  @Inject
  WebhookFanOut(EntityManager entities, EventReader reader, Clock clock) {
    this.entities = entities;
    this.reader = reader;
    this.clock = clock;
  }

  /** Does a part of what is new; false when there is no more, or another node does it. */
  @Transactional
  boolean next() {
    EventPosition horizon = reader.horizon();
    EventPosition done =
        position("SELECT CAST(CAST(xid AS text) AS bigint), seq FROM webhook_cursor").get(0);
    List<EventPosition> end =
        position(
            """
            SELECT CAST(CAST(xid AS text) AS bigint), seq FROM (
              SELECT xid, seq FROM event
              WHERE (xid, seq) > (CAST(?1 AS xid8), ?2) AND (xid, seq) <= (CAST(?3 AS xid8), ?4)
              ORDER BY xid, seq LIMIT %d) page
            ORDER BY xid DESC, seq DESC LIMIT 1
            """
                .formatted(PAGE),
            done,
            horizon);
    // Looked at before it is locked: an idle tick writes nothing.
    if (end.isEmpty()
        || position(
                """
                SELECT CAST(CAST(xid AS text) AS bigint), seq FROM webhook_cursor
                WHERE xid = CAST(?1 AS xid8) AND seq = ?2 FOR UPDATE SKIP LOCKED
                """,
                done)
            .isEmpty()) {
      return false;
    }
    EventPosition upTo = end.get(0);
    query(
            """
            INSERT INTO webhook_delivery
              (webhook_id, event_id, event_type, status, due_at, created_at)
            SELECT w.id, e.id, e.type, 'PENDING', ?5, ?5
            FROM event e JOIN webhook w ON w.tenant_id = e.tenant_id AND e.xid > w.since
            WHERE (e.xid, e.seq) > (CAST(?1 AS xid8), ?2)
              AND (e.xid, e.seq) <= (CAST(?3 AS xid8), ?4)
              AND w.disabled_at IS NULL
              AND (w.types IS NULL OR e.type = ANY (string_to_array(w.types, ',')))
            ON CONFLICT DO NOTHING
            """,
            done,
            upTo)
        .setParameter(5, clock.instant())
        .executeUpdate();
    query("UPDATE webhook_cursor SET xid = CAST(?1 AS xid8), seq = ?2", upTo).executeUpdate();
    return true;
  }

  @SuppressWarnings("unchecked")
  private List<EventPosition> position(String sql, EventPosition... parameters) {
    List<Object[]> rows = query(sql, parameters).getResultList();
    return rows.stream()
        .map(row -> new EventPosition(((Number) row[0]).longValue(), ((Number) row[1]).longValue()))
        .toList();
  }

  private Query query(String sql, EventPosition... parameters) {
    Query query = entities.createNativeQuery(sql);
    int i = 1;
    for (EventPosition position : parameters) {
      query.setParameter(i++, Long.toString(position.xid())).setParameter(i++, position.seq());
    }
    return query;
  }
}
