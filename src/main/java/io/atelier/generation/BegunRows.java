package io.atelier.generation;

import io.atelier.generation.GroupCommit.Outcome;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The rows of creates that begin to be sent, fenced by their jobs: from here on the job's node may
 * die of it, as of making it, where the answer is the result.
 */
@Dependent
class BegunRows {
  // By subqueries, as the outlook's: one plan for any number of them.
  private static final String BEGIN_IN =
      """
      WITH mine AS MATERIALIZED (
        SELECT wanted.job, wanted.stage
        FROM unnest(
          (SELECT CAST(? AS uuid[])), (SELECT CAST(? AS bigint[])), (SELECT CAST(? AS uuid[])))
          AS wanted (job, version, stage)
        CROSS JOIN LATERAL (
          SELECT 1 FROM generation_job
          WHERE id = wanted.job AND version = wanted.version AND lease_owner = ?
          LIMIT 1 FOR UPDATE %s) AS held),
      leased AS (
        UPDATE generation_job job SET lease_until = ?, faults = faults + 1
        FROM mine WHERE job.id = mine.job)
      UPDATE stage SET begun_at = ? FROM mine WHERE stage.id = mine.stage RETURNING stage.id
      """;

  private static final String BEGIN = BEGIN_IN.formatted("SKIP LOCKED");
  private static final String BEGIN_WHEN_FREE = BEGIN_IN.formatted("");

  private final EntityManager entities;
  private final Leases leases;
  private final Clock clock;

  @Inject
  BegunRows(EntityManager entities, Leases leases, Clock clock) {
    this.entities = entities;
    this.leases = leases;
    this.clock = clock;
  }

  /** Of each whether it is this node's, nobody has it locked, and it is noted. */
  @Transactional
  List<Outcome<Boolean>> begin(List<Work> works) {
    return begin(BEGIN, works);
  }

  /** Of each whether it is this node's, and noted; waits for who has one locked. */
  @Transactional
  List<Outcome<Boolean>> beginWhenFree(List<Work> works) {
    return begin(BEGIN_WHEN_FREE, works);
  }

  private List<Outcome<Boolean>> begin(String sql, List<Work> works) {
    // In one order for everybody, as wherever jobs are locked.
    List<Work> ordered = works.stream().sorted(Comparator.comparing(Work::job)).toList();
    Lease lease = leases.lease();
    Connection connection = entities.unwrap(Connection.class);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setArray(1, array(connection, "uuid", ordered, Work::job));
      statement.setArray(2, array(connection, "int8", ordered, Work::version));
      statement.setArray(3, array(connection, "uuid", ordered, Work::stage));
      statement.setString(4, lease.owner());
      statement.setObject(5, lease.until().atOffset(ZoneOffset.UTC));
      statement.setObject(6, clock.instant().atOffset(ZoneOffset.UTC));
      Set<UUID> begun = new HashSet<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          begun.add(rows.getObject(1, UUID.class));
        }
      }
      return works.stream()
          .map(work -> (Outcome<Boolean>) new Outcome.Done<>(begun.contains(work.stage())))
          .toList();
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static Array array(
      Connection connection, String type, List<Work> works, Function<Work, @Nullable Object> value)
      throws SQLException {
    return connection.createArrayOf(type, works.stream().map(value).toArray());
  }
}
