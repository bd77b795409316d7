package io.atelier.cost;

import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists the ledger's entries, by the time their jobs were accepted. */
@Dependent
class CostEntries {
  private static final String COLUMNS =
      "id, accepted_at, recorded_at, tenant_id, run_id, step_id, job_id, stage_id, skill, kind,"
          + " provider, model, parameters, amount, currency, basis, corrects";

  private final EntityManager entities;

  @Inject
  CostEntries(EntityManager entities) {
    this.entities = entities;
  }

  /** Where a page ended. */
  record After(Instant acceptedAt, UUID id) {
    static Optional<After> of(Cursor cursor) {
      try {
        return cursor.parts().size() == 2
            ? Optional.of(
                    new After(
                        Instant.parse(cursor.parts().get(0)),
                        UUID.fromString(cursor.parts().get(1))))
                .filter(after -> CostQuery.isTime(after.acceptedAt()))
            : Optional.empty();
      } catch (DateTimeParseException | IllegalArgumentException e) {
        return Optional.empty();
      }
    }
  }

  /** A page of entries, the first accepted first. */
  @Transactional
  @SuppressWarnings("unchecked")
  Page<CostEntry> page(CostQuery asked, @Nullable After after, int limit) {
    List<Object> values = new ArrayList<>();
    String where = asked.where(values);
    if (after != null) {
      values.add(after.acceptedAt());
      values.add(after.id());
      where += " AND (accepted_at, id) > (?%d, ?%d)".formatted(values.size() - 1, values.size());
    }
    Query query =
        entities.createNativeQuery(
            "SELECT %s FROM cost_entry WHERE %s ORDER BY accepted_at, id LIMIT %d"
                .formatted(COLUMNS, where, limit + 1));
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    List<Object[]> rows = query.getResultList();
    return Page.of(
        rows.stream().map(CostEntries::entry).toList(),
        limit,
        entry -> Cursor.after(entry.acceptedAt().toString(), entry.id().toString()));
  }

  private static CostEntry entry(Object[] row) {
    return new CostEntry(
        (UUID) row[0],
        instant(row[1]),
        instant(row[2]),
        (String) row[3],
        (String) row[4],
        (String) row[5],
        (UUID) row[6],
        (UUID) row[7],
        (String) row[8],
        ((String) row[9]).toLowerCase(Locale.ROOT),
        (String) row[10],
        (@Nullable String) row[11],
        object(row[12]),
        amount(row[13]),
        ((String) row[14]).strip(),
        ((String) row[15]).toLowerCase(Locale.ROOT),
        (@Nullable UUID) row[16]);
  }

  private static Instant instant(Object value) {
    return switch (value) {
      case OffsetDateTime time -> time.toInstant();
      case Instant time -> time;
      case java.sql.Timestamp time -> time.toInstant();
      default -> throw new IllegalStateException("a time of type " + value.getClass());
    };
  }

  private static @Nullable String amount(@Nullable Object value) {
    return value == null ? null : ((BigDecimal) value).toPlainString();
  }

  // The driver gives jsonb in a type of its own, whose string form is the text.
  private static JsonObject object(Object json) {
    try (JsonReader reader = Json.createReader(new StringReader(json.toString()))) {
      return reader.readObject();
    }
  }
}
