package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;

/**
 * Waits for locks that other nodes hold a moment and no longer: one that froze with a lock in its
 * hands keeps it until the database ends its session, and the ticks of all others are not to stand
 * still for as long.
 */
@Dependent
class LockWait {
  private static final Duration A_MOMENT = Duration.ofSeconds(1);
  private static final Duration HARDLY = Duration.ofMillis(10);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  // Lock not available, deadlock detected: whoever waits in another order is let go first.
  private static final Set<String> IN_VAIN = Set.of("55P03", "40P01");

  private final EntityManager entities;
  private final StuckLocks stuck;

  @Inject
  LockWait(EntityManager entities, StuckLocks stuck) {
    this.entities = entities;
    this.stuck = stuck;
  }

  /** From now on the transaction fails where it would wait longer for any lock. */
  @Transactional(TxType.MANDATORY)
  void bound() {
    bound(LONGEST);
  }

  /**
   * The same, and where it is noted that this was waited for in vain the last time it hardly waits.
   *
   * @param what names what its locks are of
   */
  @Transactional(TxType.MANDATORY)
  void bound(String what) {
    bound(stuck.contains(what) ? HARDLY : LONGEST);
  }

  private void bound(Duration wait) {
    try (Statement statement = entities.unwrap(Connection.class).createStatement()) {
      bound(statement, wait);
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  /** Whether a transaction failed as it would have waited longer, and for nothing else. */
  static boolean isInVain(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && isInVain(sql)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInVain(SQLException failure) {
    return IN_VAIN.contains(String.valueOf(failure.getSQLState()));
  }

  /**
   * Runs a statement that locks something. Where that cannot be had in time the transaction goes on
   * as if it had not been run. What was waited for in vain is hardly waited for again until it is
   * got: what each look waits would add up.
   *
   * @param lock the statement's only parameter
   */
  @Transactional(TxType.MANDATORY)
  boolean got(String sql, String lock) {
    boolean got = got(sql, lock, stuck.contains(lock) ? HARDLY : A_MOMENT);
    stuck.note(lock, got);
    return got;
  }

  /** The same of several, all or none. */
  @Transactional(TxType.MANDATORY)
  boolean gotAll(String sql, String locks) {
    return got(sql, locks, A_MOMENT);
  }

  private boolean got(String sql, String parameter, Duration wait) {
    Connection connection = entities.unwrap(Connection.class);
    try (Statement statement = connection.createStatement();
        PreparedStatement lock = connection.prepareStatement(sql)) {
      statement.execute("SAVEPOINT lock_wait");
      bound(statement, wait);
      boolean got = isDone(lock, parameter);
      statement.execute((got ? "RELEASE" : "ROLLBACK TO") + " SAVEPOINT lock_wait");
      bound(statement, LONGEST);
      return got;
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
  }

  private static boolean isDone(PreparedStatement lock, String parameter) throws SQLException {
    lock.setString(1, parameter);
    try {
      lock.execute();
      return true;
    } catch (SQLException e) {
      if (isInVain(e)) {
        return false;
      }
      throw e;
    }
  }

  private static void bound(Statement statement, Duration wait) throws SQLException {
    statement.execute("SET LOCAL lock_timeout = " + wait.toMillis());
  }
}
