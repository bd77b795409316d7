package io.atelier;

import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.UserTransaction;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Empties tables under a product that runs: its timers read several of them in orders of their own,
 * and where two meet crosswise PostgreSQL ends one, which may be this.
 */
public final class EmptyTables {
  private static final String DEADLOCK_DETECTED = "40P01";
  private static final int TRIES = 20;
  private static final List<String> JOBS =
      List.of("run", "step", "generation_job", "attempt", "stage", "content", "artifact");

  private EmptyTables() {}

  /** Empties those of jobs and of what they made, and those others. */
  public static void ofJobs(UserTransaction transaction, EntityManager entities, String... others)
      throws Exception {
    empty(
        transaction,
        entities,
        Stream.concat(JOBS.stream(), Stream.of(others)).toArray(String[]::new));
  }

  /** Empties those tables and what refers to their rows, in a transaction of its own. */
  public static void empty(UserTransaction transaction, EntityManager entities, String... tables)
      throws Exception {
    for (int tries = 1; true; tries++) {
      transaction.begin();
      try {
        entities
            .createNativeQuery("TRUNCATE " + String.join(", ", tables) + " CASCADE")
            .executeUpdate();
        transaction.commit();
        return;
      } catch (PersistenceException e) {
        transaction.rollback();
        if (tries == TRIES || !isDeadlock(e)) {
          throw e;
        }
      }
    }
  }

  private static boolean isDeadlock(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && DEADLOCK_DETECTED.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }
}
