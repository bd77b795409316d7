package io.atelier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A server of the product in a process of its own, on a database of its own, that a test may stop,
 * kill and start again; gone when it is closed.
 */
public final class ServerProcess implements AutoCloseable {
  /**
   * Its classes are as the compiler made them, which is not proved at each start: it is where a
   * server is started as it is delivered ({@link ProductionIT}).
   */
  static final String AS_COMPILED =
      "-XX:+UseSerialGC -XX:MetaspaceSize=256m"
          + " -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote";

  /**
   * It is stopped before the JDK's optimizing compiler pays, or collecting on several threads, or
   * what is collected whenever more classes than before need room.
   */
  public static final String QUICK_START = "-XX:TieredStopAtLevel=1 " + AS_COMPILED;

  private static final Duration START = Duration.ofMinutes(4);
  private static final Duration STOP = Duration.ofMinutes(2);
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final String name;
  private final String database;
  private final List<String> command;
  private final Path data;
  private final int port = freePort();
  private final int securePort = freePort();
  private final Map<String, String> settings;
  private Process process;

  /** A server run by that command, its data in that directory, on a new database of that name. */
  ServerProcess(String name, Path data, List<String> command) throws IOException, SQLException {
    this(
        name,
        data,
        command,
        Map.of(
            "DB_HOST", property("atelier.db.host"),
            "DB_PORT", property("atelier.db.port"),
            "DB_NAME", name,
            "DB_USER", property("atelier.db.user"),
            "DB_PASSWORD", property("atelier.db.password")));
    createDatabase();
  }

  private ServerProcess(
      String name, Path data, List<String> command, Map<String, String> database) {
    this.name = name;
    this.database = name;
    this.data = data;
    this.command = command;
    settings = new HashMap<>(database);
    settings.putAll(
        Map.of(
            "JAVA_HOME", property("atelier.java.home"),
            "ATELIER_DATA_DIR", data.toString(),
            "ASSET_STORAGE_DIR", assets().toString(),
            "HTTP_PORT", String.valueOf(port),
            "HTTPS_PORT", String.valueOf(securePort),
            "PUBLIC_BASE_URL", url(),
            "MP_CONFIG_PROFILE", "development"));
    settings.put("JVM_ARGS", QUICK_START);
    settings.putAll(Map.of("ADMIN_PASSWORD", "test-admin", "KEYSTORE_PASSWORD", "test-keystore"));
  }

  /** A development server of that name, which is also its database's; not started yet. */
  public static ServerProcess development(String name) throws IOException, SQLException {
    Path home = installed(name);
    return new ServerProcess(name, Files.createDirectories(home.resolve("data")), command(name))
        .with("WLP_USER_DIR", home.resolve("usr").toString());
  }

  /**
   * The same on a database of somebody else's.
   *
   * @param database {@code DB_HOST DB_PORT DB_NAME DB_USER DB_PASSWORD}
   */
  public static ServerProcess development(String name, Map<String, String> database)
      throws IOException {
    Path home = installed(name);
    return new ServerProcess(
            name, Files.createDirectories(home.resolve("data")), command(name), database)
        .with("WLP_USER_DIR", home.resolve("usr").toString());
  }

  private static Path installed(String name) throws IOException {
    Path home = Path.of(property("atelier.liberty.usr")).resolveSibling(name);
    install(home.resolve("usr/servers").resolve(name));
    return home;
  }

  private static List<String> command(String name) {
    return List.of(property("atelier.liberty.home") + "/bin/server", "run", name);
  }

  /**
   * Another node of this one: a development server of that name on the same database, store and
   * keys, with this one's environment variables as they are now; not started yet. To be started
   * when this one has been, or both would make the keys.
   */
  public ServerProcess node(String other) throws IOException {
    Path users = data.resolveSibling("usr");
    install(users.resolve("servers").resolve(other));
    return new ServerProcess(other, this);
  }

  private ServerProcess(String name, ServerProcess first) {
    this.name = name;
    this.database = first.database;
    this.data = first.data;
    this.command = List.of(first.command.get(0), first.command.get(1), name);
    this.settings = new HashMap<>(first.settings);
    settings.put("HTTP_PORT", String.valueOf(port));
    settings.put("HTTPS_PORT", String.valueOf(securePort));
    settings.put("PUBLIC_BASE_URL", url());
  }

  /** Has it run that WAR from its next start on. */
  public ServerProcess deploying(Path war) throws IOException {
    Path servers = Path.of(String.valueOf(settings.get("WLP_USER_DIR"))).resolve("servers");
    copy(war, servers.resolve(name).resolve("apps/atelier.war"));
    return this;
  }

  /** Sets an environment variable for the next start; null takes it away. */
  public ServerProcess with(String variable, String value) {
    settings.put(variable, value);
    return this;
  }

  public String url() {
    return "http://localhost:" + port;
  }

  public String secureUrl() {
    return "https://localhost:" + securePort;
  }

  /** Where it keeps assets. */
  public Path assets() {
    return data.resolve("assets");
  }

  public Path log() {
    return data.resolve(name.equals(database) ? "console.log" : name + ".log");
  }

  /** Starts it and returns when it is ready. */
  public void start() throws IOException {
    launch();
    long end = System.nanoTime() + START.toNanos();
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new IllegalStateException("not ready; see " + log());
      }
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
  }

  /** Starts it and returns its exit code; for configurations it must refuse. */
  int runToEnd() throws IOException, InterruptedException {
    launch();
    if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException("still running; see " + log());
    }
    return process.exitValue();
  }

  private void launch() throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    settings.forEach(
        (variable, value) -> {
          if (value == null) {
            builder.environment().remove(variable);
          } else {
            builder.environment().put(variable, value);
          }
        });
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    process = builder.start();
  }

  /** Whether it runs; it may not be ready. */
  public boolean isAlive() {
    return process != null && process.isAlive();
  }

  /** The process id of its Java virtual machine. */
  public long pid() {
    return process
        .descendants()
        .filter(child -> child.info().command().map(c -> c.endsWith("java")).orElse(false))
        .findFirst()
        .map(ProcessHandle::pid)
        .orElseGet(process::pid);
  }

  /** How many of its handles are open on a file, as Linux tells. */
  long handlesOf(Path file) throws IOException {
    return handles(file::equals);
  }

  /** How many of its handles are open on such files, as Linux tells. */
  long handles(Predicate<Path> file) throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      return links.filter(link -> leadsTo(link, file)).count();
    }
  }

  /** Cuts such files off, by its handles on them: they may have no names any more. */
  void truncate(Predicate<Path> file, long size) throws IOException {
    try (Stream<Path> links = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
      for (Path link : links.filter(link -> leadsTo(link, file)).toList()) {
        try (FileChannel channel = FileChannel.open(link, StandardOpenOption.WRITE)) {
          channel.truncate(size);
        }
      }
    }
  }

  private static boolean leadsTo(Path link, Predicate<Path> file) {
    try {
      return file.test(Files.readSymbolicLink(link));
    } catch (IOException e) {
      return false; // closed meanwhile
    }
  }

  /** kill -9, without a word of warning. */
  public void kill() throws InterruptedException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().waitFor();
  }

  /** Has it stop where it is ({@code STOP}) or go on ({@code CONT}). */
  void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("no signal " + name + " for " + this.name);
    }
  }

  /** SIGTERM; returns when it has come to its end. */
  public void stop() throws InterruptedException {
    ProcessHandle server = ProcessHandle.of(pid()).orElseThrow();
    server.destroy();
    if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
      throw new IllegalStateException("still running; see " + log());
    }
  }

  private boolean isReady() {
    try {
      HttpResponse<Void> response =
          HTTP.send(
              HttpRequest.newBuilder(URI.create(url() + "/api/v1/jobs/none"))
                  .timeout(Duration.ofSeconds(5))
                  .build(),
              HttpResponse.BodyHandlers.discarding());
      // It says 401, which nothing but the application itself says.
      return response.statusCode() == 401;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** A connection to its database. */
  public Connection database() throws SQLException {
    return connect(database);
  }

  /** Takes its database away, as if PostgreSQL had stopped, or gives it back. */
  void allowConnections(boolean allowed) throws SQLException {
    try (Connection admin = connect(property("atelier.db.name"));
        Statement statement = admin.createStatement()) {
      statement.execute("ALTER DATABASE " + database + " ALLOW_CONNECTIONS " + allowed);
      if (!allowed) {
        statement.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                + database
                + "'");
      }
    }
  }

  private void createDatabase() throws SQLException {
    try (Connection admin = connect(property("atelier.db.name"));
        Statement statement = admin.createStatement()) {
      statement.execute("DROP DATABASE IF EXISTS " + database);
      statement.execute("CREATE DATABASE " + database);
    }
  }

  private static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://%s:%s/%s"
            .formatted(property("atelier.db.host"), property("atelier.db.port"), database),
        property("atelier.db.user"),
        property("atelier.db.password"));
  }

  private static void install(Path server) throws IOException {
    Path basedir = Path.of(property("atelier.basedir"));
    copy(basedir.resolve("liberty/server.xml"), server.resolve("server.xml"));
    copy(basedir.resolve("liberty/jvm.options"), server.resolve("jvm.options"));
    copy(Path.of(property("atelier.war")), server.resolve("apps/atelier.war"));
    copy(Path.of(property("atelier.jdbc.driver")), server.resolve("lib/jdbc/postgresql.jar"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to.getParent());
    try (InputStream bytes = Files.newInputStream(from)) {
      Files.copy(bytes, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String property(String name) {
    return System.getProperty(name);
  }

  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      kill();
    }
  }
}
