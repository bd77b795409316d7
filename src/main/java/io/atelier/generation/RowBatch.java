package io.atelier.generation;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement for many rows, sent together. */
final class RowBatch implements AutoCloseable {
  private final PreparedStatement statement;
  private int size;

  RowBatch(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  /** Adds a row: times, ids, numbers, texts and enums, in the order of the parameters. */
  void add(List<? extends @Nullable Object> values) throws SQLException {
    int place = 0;
    for (Object value : values) {
      statement.setObject(++place, column(value));
    }
    statement.addBatch();
    size++;
  }

  private static @Nullable Object column(@Nullable Object value) {
    if (value instanceof Instant time) {
      return time.atOffset(ZoneOffset.UTC);
    }
    return value instanceof Enum<?> name ? name.name() : value;
  }

  /** How many rows the statement changed for each that was added. */
  int[] execute() throws SQLException {
    return size == 0 ? new int[0] : statement.executeBatch();
  }

  @Override
  public void close() throws SQLException {
    statement.close();
  }
}
