package io.atelier.bench;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A data source that gives a thread the connection of the transaction it is in, so that
 * db-scheduler's own statements are committed with those of its handlers: one commit a step, as
 * Atelier has.
 */
final class JoinedTransactions {
  private final DataSource pool;
  private final ThreadLocal<@Nullable Connection> current = new ThreadLocal<>();

  JoinedTransactions(DataSource pool) {
    this.pool = pool;
  }

  DataSource dataSource() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> {
              Connection joined = current.get();
              if (joined != null && method.getName().equals("getConnection")) {
                return leftOpen(joined);
              }
              try {
                return method.invoke(pool, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** Does that in one transaction of the thread, with whatever it calls. */
  void within(Step step) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      connection.setAutoCommit(false);
      current.set(connection);
      try {
        step.perform(connection);
        connection.commit();
      } finally {
        current.remove();
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static Connection leftOpen(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            JoinedTransactions.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close") || method.getName().equals("commit")) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  /** What is done in a transaction. */
  @FunctionalInterface
  interface Step {
    void perform(Connection connection) throws SQLException;
  }
}
