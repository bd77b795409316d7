package io.atelier.tenant;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;

/**
 * Short queries for what every node must know soon, on connections that nothing else has: requests
 * may have taken all of theirs.
 *
 * <p>Outside of any transaction, so they see what is committed, and whoever asks within one, with a
 * connection in hand, waits for nobody who waits for such a connection.
 */
@Dependent
public class PromptQueries {
  @Resource(lookup = "java:comp/env/jdbc/atelierPrompt")
  DataSource database;

  /**
   * What a query says.
   *
   * @throws IllegalStateException if the database does not answer
   */
  public <T> List<T> list(String sql, Row<T> row, Object... parameters) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<T> all = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          all.add(row.read(rows));
        }
      }
      return all;
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not answer", e);
    }
  }

  /** Reads one row. */
  @FunctionalInterface
  public interface Row<T> {
    /** What the row at which the result stands says. */
    T read(ResultSet row) throws SQLException;
  }
}
