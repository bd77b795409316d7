package io.atelier.generation;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One statement for many rows, sent together. */
final class RowBatch implements AutoCloseable {
  private final PreparedStatement statement;
  private int size;

  RowBatch(Connection connection, String sql) throws SQLException {
    statement = connection.prepareStatement(sql);
  }

  /**
   * Adds a row: times, ids, numbers, texts and enums, in the order of the parameters.
   *
   * <p>Each goes as text whose type is the column's. Types that the driver declares differ between
   * a value and a null, and the server would parse and plan the statement anew for every row that
   * has a null where the one before had none.
   */
  void add(List<? extends @Nullable Object> values) throws SQLException {
    int place = 0;
    for (Object value : values) {
      statement.setObject(++place, text(value), Types.OTHER);
    }
    statement.addBatch();
    size++;
  }

  private static @Nullable String text(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Enum<?> name -> name.name();
      case BigDecimal number -> number.toPlainString();
      default -> value.toString();
    };
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
