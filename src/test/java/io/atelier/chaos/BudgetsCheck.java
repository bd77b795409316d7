package io.atelier.chaos;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Budgets that nothing reaches, so that all of a run's jobs are counted: whatever is killed, what
 * is counted is what the jobs' rows add up to, and all of it is in the ledger.
 */
final class BudgetsCheck {
  private static final String BUDGET =
      "{\"currency\":\"USD\",\"month\":{\"hard\":\"1000000.000000\"}}";

  private static final String DIFFERENCES =
      """
      WITH jobs AS (
        SELECT tenant_id, to_char(created_at AT TIME ZONE 'UTC', 'YYYY-MM') AS period,
          sum(reserved) AS reserved, sum(spent) AS spent
        FROM job_commitment GROUP BY 1, 2),
      lines AS (
        SELECT tenant_id, to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM') AS period,
          sum(amount) AS amount
        FROM cost_entry GROUP BY 1, 2)
      SELECT concat_ws(' ', tenant_id, period, 'counted', counter.reserved, counter.spent, 'jobs',
        jobs.reserved, jobs.spent, 'ledger', lines.amount)
      FROM jobs
      LEFT JOIN (SELECT * FROM budget_period WHERE length(period) = 7) counter
        USING (tenant_id, period)
      LEFT JOIN lines USING (tenant_id, period)
      WHERE counter.reserved IS DISTINCT FROM jobs.reserved
        OR counter.spent IS DISTINCT FROM jobs.spent
        OR counter.reserved + counter.spent IS DISTINCT FROM lines.amount
      """;

  private final List<String> differences;
  private final String spent;

  private BudgetsCheck(List<String> differences, String spent) {
    this.differences = differences;
    this.spent = spent;
  }

  /** Sets a budget for each of these tenants, who have asked for nothing yet. */
  static void set(Connection database, List<String> tenants) throws SQLException {
    try (PreparedStatement insert =
        database.prepareStatement(
            """
            INSERT INTO tenant_setting (tenant_id, name, value, changed_at)
            VALUES (?, 'budget', CAST(? AS jsonb), now())
            """)) {
      for (String tenant : tenants) {
        insert.setString(1, tenant);
        insert.setString(2, BUDGET);
        insert.executeUpdate();
      }
    }
  }

  /** How they stand when all is over. */
  static BudgetsCheck read(Connection database) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement statement = database.createStatement()) {
      try (ResultSet rows = statement.executeQuery(DIFFERENCES)) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
      try (ResultSet row =
          statement.executeQuery(
              "SELECT coalesce(sum(spent), 0) FROM budget_period WHERE length(period) = 7")) {
        row.next();
        return new BudgetsCheck(found, row.getString(1));
      }
    }
  }

  void check(Report report) {
    report.line("counted against budgets", spent);
    report.require(!spent.startsWith("0.000000"), "budgets", "nothing was counted");
    report.zero("budgets that are not what their jobs add up to", differences);
  }
}
