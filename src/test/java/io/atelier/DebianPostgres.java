package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Debian's PostgreSQL, which has the tools that Maven's lacks: a server of its own, whose superuser
 * {@code postgres} and whose owner of Atelier's database have different passwords.
 */
final class DebianPostgres implements AutoCloseable {
  static final String USER = "atelier";
  static final String SUPERUSER = "postgres";

  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");
  private static final String SUPERUSERS_PASSWORD = "test-superuser";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  // It refuses to be run by root.
  private static final List<String> UNPRIVILEGED =
      List.of("setpriv", "--reuid", "65534", "--regid", "65534", "--clear-groups");

  private final Path directory;
  private final int port;
  private final Process process;

  /** Starts one; its files are in that directory, which other users can enter. */
  DebianPostgres(Path directory, String password) throws Exception {
    this.directory = Files.createDirectory(directory);
    try (ServerSocket socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }
    Path file = Files.writeString(directory.resolve("password"), SUPERUSERS_PASSWORD);
    if (isRoot()) {
      run(List.of("chown", "-R", "65534:65534", directory.toString()));
    }
    Path data = directory.resolve("data");
    List<String> made = new ArrayList<>(command("initdb"));
    made.addAll(List.of("-D", data.toString(), "-U", SUPERUSER, "-A", "scram-sha-256"));
    made.add("--pwfile=" + file);
    run(made);
    List<String> started = new ArrayList<>(command("postgres"));
    started.addAll(List.of("-D", data.toString(), "-p", String.valueOf(port), "-k", ""));
    process = process(started, "postgres.log").start();
    try (Connection connection = awaitConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + USER + " LOGIN PASSWORD '" + password + "'");
      statement.execute("CREATE DATABASE " + USER + " OWNER " + USER);
    } catch (SQLException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Skips the test where there is none; in CI it fails. */
  static void require() {
    if (System.getenv("CI") != null) {
      assertThat(newest()).as("postgresql is installed").isPresent();
    }
    assumeTrue(newest().isPresent(), "needs Debian's package postgresql");
  }

  /** Where the tools of its version are. */
  static Path tools() {
    return newest().orElseThrow();
  }

  /** As a server's environment variables name it. */
  Map<String, String> settings(String password) {
    return Map.of(
        "DB_HOST", "localhost",
        "DB_PORT", String.valueOf(port),
        "DB_NAME", USER,
        "DB_USER", USER,
        "DB_PASSWORD", password);
  }

  /** A file of passwords as its tools read it, with that one of the database's owner. */
  Path passwords(String password) throws IOException {
    Path file =
        Files.writeString(
            directory.resolveSibling("pgpass"),
            "*:*:*:%s:%s%n*:*:*:%s:%s%n".formatted(USER, password, SUPERUSER, SUPERUSERS_PASSWORD));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  /** A connection of the superuser's to a database of its own. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://localhost:" + port + "/" + SUPERUSER, SUPERUSER, SUPERUSERS_PASSWORD);
  }

  private Connection awaitConnection() throws SQLException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        return connect();
      } catch (SQLException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw e;
        }
        LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
      }
    }
  }

  private void run(List<String> command) throws Exception {
    Process run = process(command, "command.log").start();
    assertThat(run.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue())
        .as(Files.readString(directory.resolveSibling("command.log")))
        .isZero();
  }

  private ProcessBuilder process(List<String> command, String log) {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolveSibling(log).toFile());
  }

  private static List<String> command(String tool) {
    List<String> command = new ArrayList<>(isRoot() ? UNPRIVILEGED : List.of());
    command.add(tools().resolve(tool).toString());
    return command;
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static Optional<Path> newest() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .map(version -> version.resolve("bin"))
          .filter(tools -> Files.isExecutable(tools.resolve("initdb")))
          .filter(tools -> Files.isExecutable(tools.resolve("pg_dump")))
          .max(Comparator.comparingInt(DebianPostgres::version));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int version(Path tools) {
    return Integer.parseInt(tools.getName(tools.getNameCount() - 2).toString());
  }

  /** Ends it without waiting for whoever is connected. */
  @Override
  public void close() throws Exception {
    new ProcessBuilder("kill", "-QUIT", String.valueOf(process.pid())).start().waitFor();
    process.waitFor();
  }
}
