package io.atelier.chaos;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL of its own, as durable as a real one, that may be stopped without a word. */
final class ChaosDatabase implements AutoCloseable {
  // Held, or what is set of it is forgotten.
  private static final Logger ITS_LOG = Logger.getLogger("io.zonky.test");

  private static final String NAME = "chaos";
  private static final String USER = "postgres";
  private static final String PASSWORD = "test";

  private final Path directory;
  private final Path binaries;
  private final int port;
  private @Nullable EmbeddedPostgres server;

  /** A new one in that directory, running; PostgreSQL itself is unpacked in the other. */
  ChaosDatabase(Path directory, Path binaries) throws IOException, SQLException {
    this.directory = directory;
    this.binaries = binaries;
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    server = builder().start();
    // Any user of this machine could connect otherwise, and a superuser may run programs.
    try (Connection connection = connect(USER, "");
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER USER " + USER + " PASSWORD '" + PASSWORD + "'");
      statement.execute("CREATE DATABASE " + NAME);
      Files.writeString(
          directory.resolve("pg_hba.conf"),
          """
          host all all 127.0.0.1/32 scram-sha-256
          host all all ::1/128 scram-sha-256
          """);
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** As a server's environment variables name it. */
  Map<String, String> settings() {
    return Map.of(
        "DB_HOST", "localhost",
        "DB_PORT", String.valueOf(port),
        "DB_NAME", NAME,
        "DB_USER", USER,
        "DB_PASSWORD", PASSWORD);
  }

  Connection connect() throws SQLException {
    return connect(NAME, PASSWORD);
  }

  private Connection connect(String name, String password) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:%d/%s?connectTimeout=5&socketTimeout=120"
            .formatted(port, name),
        USER,
        password);
  }

  /** Ends it as {@code pg_ctl -m immediate stop} does: nothing is written, the log is replayed. */
  void stopImmediately() throws Exception {
    long pid = Long.parseLong(Files.readAllLines(directory.resolve("postmaster.pid")).get(0));
    ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
    new ProcessBuilder("kill", "-QUIT", String.valueOf(pid)).start().waitFor();
    postmaster.onExit().get(30, TimeUnit.SECONDS);
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** Starts it again on the same port and files. */
  void start() throws IOException {
    server = builder().setConnectConfig("password", PASSWORD).start();
  }

  /** Ends every connection of the nodes; answers how many. */
  int endConnections() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      return statement.executeUpdate(
          """
          CREATE TEMP TABLE ended AS SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE application_name = 'atelier'
          """);
    }
  }

  private EmbeddedPostgres.Builder builder() {
    ITS_LOG.setLevel(Level.WARNING);
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(directory)
        .setOverrideWorkingDirectory(binaries.toFile())
        .setCleanDataDirectory(false)
        .setRegisterShutdownHook(true)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("listen_addresses", "localhost")
        .setServerConfig("unix_socket_directories", "");
  }

  @Override
  public void close() throws IOException {
    if (server != null) {
      server.close();
    }
  }
}
