package io.atelier.bench;

import java.sql.SQLException;

/**
 * Rows of many jobs, copied from those of one that was accepted by the product itself, so that they
 * are whatever it makes them.
 */
final class Seeds {
  private static final String LIVE =
      """
      'status', 'PENDING', 'started_at', NULL, 'deadline_at', NULL, 'settled_at', NULL,
      'provider_job_id', NULL, 'lease_owner', NULL, 'lease_until', NULL
      """;

  private final Installation installation;
  private final String template;

  /** Copies of that job. */
  Seeds(Installation installation, String template) {
    this.installation = installation;
    this.template = template;
  }

  /** Copies of the only job there is so far. */
  static Seeds ofTheOnlyJob(Installation installation) throws SQLException {
    return new Seeds(installation, "'" + installation.text("SELECT id FROM generation_job") + "'");
  }

  /**
   * Jobs that wait.
   *
   * @param run of theirs alone
   * @param tenant their tenant, an SQL expression of {@code n}, which counts the jobs from 0
   * @param due when they may begin, an SQL expression
   */
  void pending(String run, int count, String tenant, String due) throws SQLException {
    steps(run, count, tenant);
    jobs(
        count,
        """
        'id', gen_random_uuid(), 'tenant_id', %s, 'run_id', '%s', 'step_id', 's-' || n, %s,
        'created_at', now() + n * interval '1 microsecond', 'due_at', %s
        """
            .formatted(tenant, run, LIVE, due));
  }

  /** Jobs in flight whose create was answered; the rest as for {@link #pending}. */
  void processing(String run, int count, String tenant, String due) throws SQLException {
    steps(run, count, tenant);
    jobs(
        count,
        """
        'id', md5('%2$s' || n), 'tenant_id', %1$s, 'run_id', '%2$s', 'step_id', 's-' || n,
        'status', 'PROCESSING', 'due_at', %3$s,
        'deadline_at', now() + interval '1 day', 'lease_owner', NULL, 'lease_until', NULL
        """
            .formatted(tenant, run, due));
    attempts(run, count, "'status', 'RUNNING'");
  }

  /** Jobs that were completed, each with its attempt and stage. */
  void finished(String run, int count, String tenant) throws SQLException {
    jobs(
        count,
        """
        'id', md5('%2$s' || n), 'tenant_id', %1$s, 'run_id', '%2$s', 'step_id', 's-' || n,
        'status', 'COMPLETED', 'settled_at', now(), 'due_at', NULL, 'lease_owner', NULL,
        'lease_until', NULL
        """
            .formatted(tenant, run));
    attempts(run, count, "'status', 'SUCCEEDED', 'settled_at', now()");
  }

  private void steps(String run, int count, String tenant) throws SQLException {
    copy(
        "run",
        "(tenant_id, id) IN (SELECT tenant_id, run_id FROM generation_job WHERE id = %s)"
            .formatted(template),
        count,
        "'tenant_id', %s, 'id', '%s'".formatted(tenant, run),
        "ON CONFLICT DO NOTHING");
    copy(
        "step",
        "(tenant_id, run_id, id) IN (SELECT tenant_id, run_id, step_id FROM generation_job WHERE id = %s)"
            .formatted(template),
        count,
        "'tenant_id', %s, 'run_id', '%s', 'id', 's-' || n".formatted(tenant, run),
        "");
  }

  private void jobs(int count, String columns) throws SQLException {
    copy("generation_job", "id = " + template, count, columns, "");
  }

  private void attempts(String run, int count, String columns) throws SQLException {
    copy(
        "attempt",
        "job_id = " + template,
        count,
        "'id', md5('%1$s attempt' || n), 'job_id', md5('%1$s' || n), %2$s".formatted(run, columns),
        "");
    copy(
        "stage",
        "attempt_id IN (SELECT id FROM attempt WHERE job_id = %s)".formatted(template),
        count,
        """
        'id', md5('%1$s stage' || n), 'attempt_id', md5('%1$s attempt' || n),
        'outcome', 'ACCEPTED', 'handle_id', '%1$s-' || n, 'handle_state', '', 'answered_at', now()
        """
            .formatted(run),
        "");
  }

  // Without the checks of foreign keys, which these rows keep and which take most of the time.
  private void copy(String table, String which, int count, String columns, String conflict)
      throws SQLException {
    installation.execute(
        """
        BEGIN;
        SET LOCAL session_replication_role = replica;
        SET LOCAL synchronous_commit = off;
        INSERT INTO %1$s SELECT copied.*
        FROM (SELECT one AS row FROM %1$s AS one WHERE %2$s LIMIT 1) AS template
        CROSS JOIN generate_series(0, %3$d - 1) AS n
        CROSS JOIN LATERAL jsonb_populate_record(template.row, jsonb_build_object(%4$s)) AS copied
        %5$s;
        COMMIT
        """
            .formatted(table, which, count, columns, conflict));
  }
}
