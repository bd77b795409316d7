package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The rows of jobs, with their attempts and stages, read and written for many jobs at once, in the
 * caller's transaction; what is read here is no entity in its hands.
 *
 * <p>Every statement finds its rows by key alone, one row a loop: a plan that was made while a
 * table was small is still right when it is large. Ids come as subqueries, whose length no plan
 * knows: it is made once, and not anew for each number of them.
 */
@Dependent
class JobRows {
  private static final String JOBS =
      """
      SELECT job.* FROM unnest((SELECT CAST(? AS uuid[]))) AS wanted (id)
      CROSS JOIN LATERAL (
        SELECT * FROM generation_job WHERE id = wanted.id LIMIT 1 FOR UPDATE) AS job
      """;

  private static final String ATTEMPTS =
      """
      SELECT attempt.*, stage.id AS stage_id, stage.no AS stage_no, stage.outcome, stage.handle_id,
        stage.handle_state, stage.estimated_cost, stage.estimate_basis, stage.estimate_price_as_of,
        stage.estimate_unit_price,
        stage.actual_cost, stage.cost_basis, stage.price_as_of, stage.currency, stage.submitted_at, stage.begun_at, stage.answered_at,
        stage.failure_class AS stage_failure_class, stage.ordinal, stage.carried_state,
        stage.damaged_at, stage.missing_since, stage.expired_since, stage.model
      FROM unnest((SELECT CAST(? AS uuid[]))) AS wanted (id)
      CROSS JOIN LATERAL (SELECT * FROM attempt WHERE job_id = wanted.id ORDER BY no OFFSET 0) attempt
      LEFT JOIN LATERAL (
        SELECT * FROM stage WHERE attempt_id = attempt.id ORDER BY no OFFSET 0) stage ON true
      ORDER BY attempt.job_id, attempt.no, stage.no
      """;

  // A budget that was just set on another node counts from now on, too.
  private static final String HELD =
      """
      coalesce(CAST(? AS numeric), (
        SELECT 0 FROM tenant_setting WHERE tenant_id = ? AND name = 'budget'))\
      """;

  private final EntityManager entities;

  @Inject
  JobRows(EntityManager entities) {
    this.entities = entities;
  }

  /** Locks these jobs until the transaction ends, and reads them. */
  HeldJobs hold(Collection<UUID> ids) {
    HeldJobs held = new HeldJobs();
    if (ids.isEmpty()) {
      return held;
    }
    // In one order for everybody, so that nobody waits for somebody who waits for him.
    UUID[] wanted = ids.stream().distinct().sorted().toArray(UUID[]::new);
    try {
      Connection connection = connection();
      Map<UUID, List<Attempt>> attempts = new HashMap<>();
      List<GenerationJob> jobs = new ArrayList<>();
      try (PreparedStatement statement = connection.prepareStatement(JOBS)) {
        statement.setArray(1, connection.createArrayOf("uuid", wanted));
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            Row row = new Row(rows);
            jobs.add(
                new GenerationJob(
                    row, attempts.computeIfAbsent(row.id("id"), id -> new ArrayList<>())));
          }
        }
      }
      readAttempts(connection, wanted, attempts);
      jobs.forEach(held::add);
      return held;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static void readAttempts(
      Connection connection, UUID[] wanted, Map<UUID, List<Attempt>> attempts) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(ATTEMPTS)) {
      statement.setArray(1, connection.createArrayOf("uuid", wanted));
      try (ResultSet rows = statement.executeQuery()) {
        Attempt last = null;
        while (rows.next()) {
          Row row = new Row(rows);
          if (last == null || !last.id().equals(row.id("id"))) {
            last = new Attempt(row);
            attempts.computeIfAbsent(row.id("job_id"), id -> new ArrayList<>()).add(last);
          }
          if (row.idOrNull("stage_id") != null) {
            last.read(new Stage(row));
          }
        }
      }
    }
  }

  /** Adds jobs; says of each whether it was, which it is not where its step has a live one. */
  List<Boolean> add(List<GenerationJob> jobs) {
    List<String> columns = new ArrayList<>(JobSpec.COLUMNS);
    columns.addAll(GenerationJob.COLUMNS);
    String sql =
        "INSERT INTO generation_job (id, %s, version) VALUES (%s, %s, 1) ON CONFLICT DO NOTHING"
            .formatted(String.join(", ", columns), marks(columns.size()), HELD);
    try (RowBatch batch = new RowBatch(connection(), sql)) {
      for (GenerationJob job : jobs) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(job.id());
        values.addAll(job.spec().values());
        values.addAll(job.state());
        values.add(job.tenant().value());
        batch.add(values);
      }
      List<Boolean> added = new ArrayList<>();
      for (int count : batch.execute()) {
        added.add(count == 1);
      }
      jobs.forEach(GenerationJob::added);
      return added;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Writes held jobs as they are now: raises their versions, and adds what is new of them. */
  void save(HeldJobs held, Collection<GenerationJob> jobs) {
    try {
      Connection connection = connection();
      saveJobs(connection, jobs);
      List<Attempt> attempts = jobs.stream().flatMap(job -> job.attempts().stream()).toList();
      Map<UUID, UUID> jobOf = new HashMap<>();
      jobs.forEach(job -> job.attempts().forEach(one -> jobOf.put(one.id(), job.id())));
      saveAttempts(connection, held, attempts, jobOf);
      saveStages(connection, held, attempts);
      jobs.forEach(GenerationJob::written);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static void saveJobs(Connection connection, Collection<GenerationJob> jobs)
      throws SQLException {
    String sql =
        "UPDATE generation_job SET %s, version = version + 1 WHERE id = ? AND version = ?"
            .formatted(assignments(GenerationJob.COLUMNS));
    try (RowBatch batch = new RowBatch(connection, sql)) {
      for (GenerationJob job : jobs) {
        batch.add(with(job.state(), job.id(), job.version()));
      }
      for (int count : batch.execute()) {
        if (count != 1) {
          throw new IllegalStateException("a job that was locked was changed by another");
        }
      }
    }
  }

  private static void saveAttempts(
      Connection connection, HeldJobs held, List<Attempt> attempts, Map<UUID, UUID> jobOf)
      throws SQLException {
    try (RowBatch added =
            new RowBatch(
                connection,
                "INSERT INTO attempt (%s, id, job_id, no, provider, guarantee, started_at) VALUES (%s)"
                    .formatted(
                        String.join(", ", Attempt.COLUMNS), marks(Attempt.COLUMNS.size() + 6)));
        RowBatch changed =
            new RowBatch(
                connection,
                "UPDATE attempt SET %s WHERE id = ?".formatted(assignments(Attempt.COLUMNS)))) {
      for (Attempt attempt : attempts) {
        List<@Nullable Object> state = attempt.state();
        List<@Nullable Object> before = held.before(attempt.id());
        if (before == null) {
          added.add(
              with(
                  state,
                  attempt.id(),
                  jobOf.get(attempt.id()),
                  attempt.no(),
                  attempt.provider(),
                  attempt.guarantee(),
                  attempt.startedAt()));
        } else if (!before.equals(state)) {
          changed.add(with(state, attempt.id()));
        }
      }
      added.execute();
      changed.execute();
    }
  }

  private static void saveStages(Connection connection, HeldJobs held, List<Attempt> attempts)
      throws SQLException {
    try (RowBatch added =
            new RowBatch(
                connection,
                "INSERT INTO stage (%s, id, attempt_id, no, ordinal, carried_state) VALUES (%s)"
                    .formatted(String.join(", ", Stage.COLUMNS), marks(Stage.COLUMNS.size() + 5)));
        RowBatch changed =
            new RowBatch(
                connection,
                "UPDATE stage SET %s WHERE id = ?".formatted(assignments(Stage.COLUMNS)))) {
      for (Attempt attempt : attempts) {
        for (Stage stage : attempt.stages()) {
          List<@Nullable Object> state = stage.state();
          List<@Nullable Object> before = held.before(stage.id());
          if (before == null) {
            added.add(
                with(
                    state,
                    stage.id(),
                    attempt.id(),
                    stage.no(),
                    stage.ordinal(),
                    stage.carriedState()));
          } else if (!before.equals(state)) {
            changed.add(with(state, stage.id()));
          }
        }
      }
      added.execute();
      changed.execute();
    }
  }

  // The transaction's own, which entities are written by too.
  private Connection connection() {
    return entities.unwrap(Connection.class);
  }

  private static List<@Nullable Object> with(
      List<@Nullable Object> values, @Nullable Object... more) {
    List<@Nullable Object> all = new ArrayList<>(values);
    all.addAll(Arrays.asList(more));
    return all;
  }

  private static String assignments(List<String> columns) {
    return columns.stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
  }

  private static String marks(int count) {
    return "?, ".repeat(count - 1) + "?";
  }
}
