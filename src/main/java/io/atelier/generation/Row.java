package io.atelier.generation;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row that a result is at, by the names and types of the columns. */
record Row(ResultSet rows) {

  UUID id(String column) throws SQLException {
    return Objects.requireNonNull(idOrNull(column));
  }

  @Nullable UUID idOrNull(String column) throws SQLException {
    return rows.getObject(column, UUID.class);
  }

  String text(String column) throws SQLException {
    return Objects.requireNonNull(textOrNull(column));
  }

  @Nullable String textOrNull(String column) throws SQLException {
    return rows.getString(column);
  }

  long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  @Nullable Long numberOrNull(String column) throws SQLException {
    long number = rows.getLong(column);
    return rows.wasNull() ? null : number;
  }

  @Nullable BigDecimal decimalOrNull(String column) throws SQLException {
    return rows.getBigDecimal(column);
  }

  @Nullable LocalDate dateOrNull(String column) throws SQLException {
    return rows.getObject(column, LocalDate.class);
  }

  Instant time(String column) throws SQLException {
    return Objects.requireNonNull(timeOrNull(column));
  }

  @Nullable Instant timeOrNull(String column) throws SQLException {
    OffsetDateTime time = rows.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  <E extends Enum<E>> E name(Class<E> type, String column) throws SQLException {
    return Enum.valueOf(type, text(column));
  }

  <E extends Enum<E>> @Nullable E nameOrNull(Class<E> type, String column) throws SQLException {
    String name = textOrNull(column);
    return name == null ? null : Enum.valueOf(type, name);
  }
}
