package io.atelier.cost;

import io.atelier.storage.Spool;
import io.atelier.storage.SpooledReport;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Sums up the ledger (SC-009): its entries themselves, or where whole months are asked for the sums
 * that are kept of them. A total is always the sum of its lines.
 *
 * <p>Read bit by bit outside of any global transaction, which would end after two minutes, in one
 * of the database's own and within the time that reports have ({@link Spool#time}).
 */
@Dependent
class CostReport {
  private static final Pattern PLACE = Pattern.compile("\\?[0-9]+");
  private static final int FETCHED = 1000;
  private static final String GIVEN_UP = "57014"; // query_canceled

  private final Spool limits;

  @Resource(lookup = "java:comp/env/jdbc/atelier")
  DataSource database;

  @Inject
  CostReport(Spool limits) {
    this.limits = limits;
  }

  /**
   * The first sums in the order of the groups.
   *
   * @param after what the last group before them had; empty at the start
   */
  @Transactional(TxType.NOT_SUPPORTED)
  List<CostGroup> groups(CostQuery asked, CostGrouping grouping, List<String> after, int most) {
    List<CostGroup> groups = new ArrayList<>();
    read(SumsQuery.of(asked, grouping, after, most), grouping, groups::add);
    return groups;
  }

  /**
   * Gives all sums, in the order of the groups: summed up once, and read bit by bit.
   *
   * @throws io.atelier.problem.ProblemException {@code REPORT_TOO_LONG}
   */
  @Transactional(TxType.NOT_SUPPORTED)
  void each(CostQuery asked, CostGrouping grouping, Consumer<CostGroup> reader) {
    read(SumsQuery.of(asked, grouping), grouping, reader);
  }

  private void read(SumsQuery sums, CostGrouping grouping, Consumer<CostGroup> reader) {
    try (Connection connection = database.getConnection()) {
      int patience = connection.getNetworkTimeout();
      connection.setAutoCommit(false);
      try {
        // Until the first row comes nothing does.
        connection.setNetworkTimeout(Runnable::run, patience(limits.time()));
        read(connection, sums, grouping, reader);
      } finally {
        connection.rollback();
        connection.setNetworkTimeout(Runnable::run, patience);
      }
    } catch (SQLException e) {
      if (GIVEN_UP.equals(e.getSQLState())) {
        throw SpooledReport.tooLong();
      }
      throw new PersistenceException(e);
    }
  }

  // The database gives up before.
  private static int patience(Duration time) {
    return Math.toIntExact(time.plusSeconds(30).toMillis());
  }

  private void read(
      Connection connection, SumsQuery sums, CostGrouping grouping, Consumer<CostGroup> reader)
      throws SQLException {
    // The values are in the order of their places.
    try (Statement transaction = connection.createStatement();
        PreparedStatement statement =
            connection.prepareStatement(PLACE.matcher(sums.sql()).replaceAll("?"))) {
      transaction.execute("SET TRANSACTION READ ONLY");
      transaction.execute("SET LOCAL statement_timeout = " + limits.time().toMillis());
      statement.setFetchSize(FETCHED);
      for (int i = 0; i < sums.values().size(); i++) {
        Object value = sums.values().get(i);
        statement.setObject(
            i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
      }
      try (ResultSet rows = statement.executeQuery()) {
        Object[] row = new Object[rows.getMetaData().getColumnCount()];
        while (rows.next()) {
          for (int i = 0; i < row.length; i++) {
            row[i] = rows.getObject(i + 1);
          }
          reader.accept(CostGroup.of(grouping.keys(), row));
        }
      }
    }
  }
}
