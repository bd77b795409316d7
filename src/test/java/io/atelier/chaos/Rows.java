package io.atelier.chaos;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The product's rows when all was over, and what {@link Witness} saw of them before; ids as text.
 */
record Rows(
    List<Job> jobs,
    List<Attempt> attempts,
    List<Stage> stages,
    List<Artifact> artifacts,
    List<Change> changes,
    List<Begun> begun,
    List<Event> events,
    int locks) {

  /** A row of {@code generation_job}. */
  record Job(
      String id,
      String tenant,
      String kind,
      String status,
      boolean leased,
      @Nullable String error) {}

  /**
   * A row of {@code attempt}.
   *
   * @param watchUntil when it is given up for good; null where it never was to be
   */
  record Attempt(
      String id,
      String job,
      String provider,
      String status,
      boolean watched,
      @Nullable Instant watchUntil) {}

  /**
   * A row of {@code stage}.
   *
   * @param outcome null while the create has no answer
   * @param cost what the ledger says it cost, all of its lines together; null where it does not
   */
  record Stage(
      String id,
      String attempt,
      @Nullable String outcome,
      @Nullable String handle,
      @Nullable BigDecimal cost,
      String basis,
      Instant submitted) {}

  /** A row of {@code artifact}, with the path that its content has. */
  record Artifact(String job, String tenant, String role, String path, String sha256, long size) {}

  /** A row of {@code event}; job is null where it is of none. */
  record Event(String id, String tenant, @Nullable String job, String type) {}

  /**
   * A committed change.
   *
   * @param what {@code generation_job attempt stage}
   * @param was null when the row was made
   * @param due when a job is to be looked at next; null for whatever else
   */
  record Change(
      Instant at,
      String what,
      String id,
      @Nullable String was,
      @Nullable String became,
      @Nullable String provider,
      @Nullable Instant due) {}

  /**
   * A create that a node began to send.
   *
   * @param node by its name; null where nobody had the job's lease
   */
  record Begun(Instant at, String stage, @Nullable String node) {}

  /** Reads them all. */
  static Rows read(Connection connection) throws SQLException {
    return new Rows(
        all(
            connection,
            """
            SELECT id, tenant_id, kind, status, lease_owner IS NOT NULL, error_code
            FROM generation_job ORDER BY id
            """,
            row ->
                new Job(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3).toLowerCase(java.util.Locale.ROOT),
                    row.getString(4),
                    row.getBoolean(5),
                    row.getString(6))),
        all(
            connection,
            """
            SELECT id, job_id, provider, status, watch_due_at IS NOT NULL, watch_until FROM attempt
            ORDER BY job_id, no
            """,
            row ->
                new Attempt(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBoolean(5),
                    instantOrNull(row.getTimestamp(6)))),
        all(
            connection,
            """
            SELECT id, attempt_id, outcome, handle_id,
              (SELECT sum(amount) FROM cost_entry WHERE stage_id = stage.id), cost_basis,
              submitted_at
            FROM stage ORDER BY id
            """,
            row ->
                new Stage(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getBigDecimal(5),
                    row.getString(6),
                    instant(row.getTimestamp(7)))),
        all(
            connection,
            """
            SELECT job_id, tenant_id, role, path, sha256, artifact.size_bytes
            FROM artifact JOIN content USING (tenant_id, sha256) WHERE job_id IS NOT NULL
            """,
            row ->
                new Artifact(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getLong(6))),
        all(
            connection,
            "SELECT at, what, id, was, became, provider, due FROM chaos.change ORDER BY seq",
            row ->
                new Change(
                    instant(row.getTimestamp(1)),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    instantOrNull(row.getTimestamp(7)))),
        all(
            connection,
            "SELECT at, stage, node FROM chaos.begun ORDER BY at",
            row -> new Begun(instant(row.getTimestamp(1)), row.getString(2), row.getString(3))),
        all(
            connection,
            "SELECT id, tenant_id, job_id, type FROM event ORDER BY xid, seq",
            row ->
                new Event(row.getString(1), row.getString(2), row.getString(3), row.getString(4))),
        all(
                connection,
                "SELECT pid FROM pg_locks WHERE locktype = 'advisory'",
                row -> row.getInt(1))
            .size());
  }

  private interface Reader<T> {
    T read(ResultSet row) throws SQLException;
  }

  private static <T> List<T> all(Connection connection, String sql, Reader<T> reader)
      throws SQLException {
    List<T> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      while (row.next()) {
        all.add(reader.read(row));
      }
    }
    return all;
  }

  private static @Nullable Instant instantOrNull(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  private static Instant instant(Timestamp timestamp) {
    return timestamp.toInstant();
  }
}
