package io.atelier.bench;

import io.atelier.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A server with the benchmarks' providers on a database of its own; gone when it is closed. */
final class Installation implements AutoCloseable {
  private final ServerProcess server;
  private final Connection database;

  private Installation(ServerProcess server) throws SQLException {
    this.server = server;
    this.database = server.database();
  }

  /** One of that name, running, with those environment variables besides. */
  static Installation start(String name, Map<String, String> settings) throws Exception {
    ServerProcess server =
        ServerProcess.development(name).deploying(BenchWar.write(directory().resolve("bench.war")));
    // Tests' servers are compiled for a quick start, which is not what users have.
    server.with("JVM_ARGS", System.getenv().getOrDefault("JVM_ARGS", ""));
    settings.forEach(server::with);
    try {
      server.start();
      return new Installation(server);
    } catch (Exception e) {
      server.close();
      throw e;
    }
  }

  /** Where everything is that is gone when the benchmarks are done. */
  static Path directory() {
    return Path.of(System.getProperty("bench.dir"));
  }

  Client client() {
    return new Client(server.url());
  }

  ServerProcess server() {
    return server;
  }

  /** Kills it and starts it with other environment variables. */
  void restart(Map<String, String> settings) throws Exception {
    server.kill();
    settings.forEach(server::with);
    server.start();
  }

  long number(String sql) throws SQLException {
    // Rounded: what is no integer is in small units.
    return Math.round(Double.parseDouble(text(sql)));
  }

  String text(String sql) throws SQLException {
    try (Statement statement = database.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  void execute(String sql) throws SQLException {
    try (Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Waits until a query gives that number or more. */
  void await(String sql, long atLeast, Duration most) throws SQLException {
    long end = System.nanoTime() + most.toNanos();
    long now = number(sql);
    while (now < atLeast) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException(now + " instead of " + atLeast + ": " + sql);
      }
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
      now = number(sql);
    }
  }

  @Override
  public void close() throws InterruptedException, SQLException {
    server.close();
    database.close();
  }
}
