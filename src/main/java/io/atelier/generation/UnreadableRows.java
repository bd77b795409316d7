package io.atelier.generation;

import io.atelier.cost.Commitment;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Finds the jobs that cannot be read, and ends the looks at what they gave up; each time in a
 * transaction of its own.
 */
@Dependent
class UnreadableRows {
  private static final String ONE = "SELECT id, request FROM generation_job WHERE id = ?";

  private static final String LIVE =
      """
      SELECT id, request FROM generation_job
      WHERE status IN ('PENDING', 'PROCESSING', 'CANCELLING')
      UNION ALL
      SELECT id, request FROM generation_job
      WHERE status NOT IN ('PENDING', 'PROCESSING', 'CANCELLING')
        AND id IN (
          SELECT job_id FROM attempt WHERE watch_due_at IS NOT NULL
          UNION ALL
          SELECT attempt.job_id FROM superseded_create watched
          JOIN stage ON stage.id = watched.id JOIN attempt ON attempt.id = stage.attempt_id
          WHERE watched.watch_due_at IS NOT NULL)
      """;

  private static final int AT_A_TIME = 1_000;

  private final EntityManager entities;
  @Inject StoredCommitments commitments;

  @Inject
  UnreadableRows(EntityManager entities) {
    this.entities = entities;
  }

  /** That job, if it cannot be read. */
  @Transactional(TxType.REQUIRES_NEW)
  List<UUID> unreadable(UUID job) {
    return unreadable(ONE, List.of(job));
  }

  /** Those of all that are not settled, or have a create that is watched. */
  @Transactional(TxType.REQUIRES_NEW)
  List<UUID> unreadable() {
    return unreadable(LIVE, List.of());
  }

  private List<UUID> unreadable(String sql, List<UUID> named) {
    try (PreparedStatement statement = entities.unwrap(Connection.class).prepareStatement(sql)) {
      statement.setFetchSize(AT_A_TIME); // there may be very many
      for (int i = 0; i < named.size(); i++) {
        statement.setObject(i + 1, named.get(i));
      }
      List<UUID> unreadable = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          UUID job = rows.getObject(1, UUID.class);
          if (!isReadable(job, rows.getString(2))) {
            unreadable.add(job);
          }
        }
      }
      return unreadable;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static boolean isReadable(UUID job, String request) {
    try {
      return RequestConverter.read(job, request) != null;
    } catch (UnreadableRequestException e) {
      return false;
    }
  }

  /**
   * Ends the looks at what a job gave up; false if there were none. What a provider has of it stays
   * on its stage, and is in the books as what it may cost, for whoever mends the row.
   */
  @Transactional(TxType.REQUIRES_NEW)
  boolean unwatch(UUID job) {
    List<Commitment> taken = commitments.locked(job);
    int unwatched =
        unwatch(job, WatchStore.ATTEMPTS, "job_id = ?1")
            + unwatch(
                job,
                WatchStore.SUPERSEDED,
                """
                id IN (SELECT stage.id FROM stage, attempt
                  WHERE attempt.job_id = ?1 AND stage.attempt_id = attempt.id)
                """);
    commitments.follow(job, taken);
    return unwatched > 0;
  }

  private int unwatch(UUID job, String table, String ofJob) {
    return entities
        .createNativeQuery(
            """
            UPDATE %s
            SET watch_due_at = NULL, watch_until = NULL, lease_owner = NULL, lease_until = NULL
            WHERE watch_due_at IS NOT NULL AND %s
            """
                .formatted(table, ofJob))
        .setParameter(1, job)
        .executeUpdate();
  }
}
