package io.atelier.event;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Reads the history in its order, and never past its horizon: the oldest transaction that is still
 * open. Whatever that one and later ones write comes after it, so who has read up to the horizon
 * has missed nothing and goes on from there.
 */
@Dependent
class EventReader {
  private static final String COLUMNS =
      """
      SELECT CAST(CAST(xid AS text) AS bigint), seq, CAST(id AS text), type, tenant_id, run_id,
        step_id, CAST(job_id AS text), CAST(data AS text), created_at
      FROM event
      """;

  private final EntityManager entities;

  @Inject
  EventReader(EntityManager entities) {
    this.entities = entities;
  }

  /** How far the history is final now; it only ever moves on. */
  @Transactional
  EventPosition horizon() {
    Object xmin =
        entities
            .createNativeQuery(
                "SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint)")
            .getSingleResult();
    return EventPosition.before(((Number) xmin).longValue());
  }

  /**
   * The next events for somebody.
   *
   * @param upTo not beyond a {@link #horizon()} that was read before
   */
  @Transactional
  List<Event> page(EventFilter filter, EventPosition after, EventPosition upTo, int most) {
    Conditions where = new Conditions(after, upTo);
    if (filter.tenant() != null) {
      where.and("tenant_id = ?", filter.tenant().value());
    }
    if (filter.run() != null) {
      where.and("run_id = ?", filter.run());
    }
    if (filter.job() != null) {
      where.and("job_id = CAST(? AS uuid)", filter.job().toString());
    }
    if (!filter.types().isEmpty()) {
      where.and("type = ANY (string_to_array(?, ','))", String.join(",", filter.types()));
    }
    return page(where, most);
  }

  /** The next events of some tenants. */
  @Transactional
  List<Event> page(
      Collection<TenantId> tenants, EventPosition after, EventPosition upTo, int most) {
    return page(
        new Conditions(after, upTo)
            .and(
                "tenant_id = ANY (string_to_array(?, ','))",
                tenants.stream().map(TenantId::value).collect(Collectors.joining(","))),
        most);
  }

  /** The event of that id, if it is still kept. */
  @Transactional
  @SuppressWarnings("unchecked")
  Optional<Event> find(UUID id) {
    List<Object[]> rows =
        entities
            .createNativeQuery(COLUMNS + "WHERE id = CAST(?1 AS uuid)")
            .setParameter(1, id.toString())
            .getResultList();
    return rows.stream().findFirst().map(EventReader::event);
  }

  /** Where the history tells of that job's end, be it beyond the horizon. */
  @Transactional
  @SuppressWarnings("unchecked")
  Optional<EventPosition> endOf(UUID job) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                COLUMNS
                    + "WHERE job_id = CAST(?1 AS uuid) AND type = ANY (string_to_array(?2, ','))")
            .setParameter(1, job.toString())
            .setParameter(2, EventType.ENDS)
            .getResultList();
    return rows.stream().findFirst().map(EventReader::event).map(Event::position);
  }

  @SuppressWarnings("unchecked")
  private List<Event> page(Conditions where, int most) {
    Query query =
        entities.createNativeQuery(COLUMNS + where.text + " ORDER BY xid, seq").setMaxResults(most);
    for (int i = 0; i < where.values.size(); i++) {
      query.setParameter(i + 1, where.values.get(i));
    }
    List<Object[]> rows = query.getResultList();
    return rows.stream().map(EventReader::event).toList();
  }

  private static Event event(Object[] row) {
    String job = (String) row[7];
    return new Event(
        new EventPosition(((Number) row[0]).longValue(), ((Number) row[1]).longValue()),
        UUID.fromString((String) row[2]),
        (String) row[3],
        new TenantId((String) row[4]),
        (String) row[5],
        (String) row[6],
        job == null ? null : UUID.fromString(job),
        (String) row[8],
        ((Timestamp) row[9]).toInstant());
  }

  /** A WHERE clause; each condition has one question mark. */
  private static final class Conditions {
    private final StringBuilder text = new StringBuilder("WHERE true");
    private final List<Object> values = new ArrayList<>();

    Conditions(EventPosition after, EventPosition upTo) {
      // A row comparison is what the indexes can answer as a whole.
      and("(xid, seq) > (CAST(? AS xid8), ", Long.toString(after.xid())).also("?)", after.seq());
      and("(xid, seq) <= (CAST(? AS xid8), ", Long.toString(upTo.xid())).also("?)", upTo.seq());
    }

    Conditions and(String condition, Object value) {
      text.append(" AND ");
      return also(condition, value);
    }

    private Conditions also(String part, Object value) {
      values.add(value);
      text.append(part.replace("?", "?" + values.size()));
      return this;
    }
  }
}
