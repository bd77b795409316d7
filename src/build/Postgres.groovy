import io.zonky.test.db.postgres.embedded.EmbeddedPostgres
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.sql.SQLException
import java.time.Duration
import java.util.concurrent.TimeUnit
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE
import static java.nio.file.StandardOpenOption.CREATE
import static java.nio.file.StandardOpenOption.WRITE

/** A PostgreSQL started from Maven's artifacts, inside Maven's JVM, for as long as Maven runs. */
class Postgres {
  static final String USER = 'postgres'

  final Path directory
  final String password
  final int port
  private final EmbeddedPostgres server

  /**
   * Starts it on a free port of the loopback interface, as durable as a real one.
   *
   * @param directory where the database is kept; made when absent
   * @param binaries where PostgreSQL itself is unpacked
   * @param password of the superuser
   */
  Postgres(Path directory, Path binaries, String password) {
    this.directory = directory
    this.password = password
    // It logs every step.
    System.setProperty('org.slf4j.simpleLogger.log.io.zonky.test', 'warn')
    if (!Files.exists(directory.resolve('PG_VERSION'))) {
      make(directory, binaries, password)
    }
    server = start(directory, binaries, password)
    port = server.port
  }

  /** Beside, and renamed when it is whole. */
  private static void make(Path directory, Path binaries, String password) {
    def fresh = directory.resolveSibling("${directory.fileName}.new")
    stopLeftOver(fresh, password)
    fresh.toFile().deleteDir()
    Files.createDirectories(fresh)
    def server = start(fresh, binaries, null)
    // Any user of this machine could connect otherwise, and a superuser may run programs.
    connect(server.port, null).withCloseable { it.createStatement().execute("ALTER USER ${USER} PASSWORD '${password}'") }
    server.close()
    Files.writeString(fresh.resolve('pg_hba.conf'), '''\
host all all 127.0.0.1/32 scram-sha-256
host all all ::1/128 scram-sha-256
''')
    Files.move(fresh, directory, ATOMIC_MOVE)
  }

  private static EmbeddedPostgres start(Path directory, Path binaries, String password) {
    def builder = EmbeddedPostgres.builder()
        .setDataDirectory(directory)
        .setOverrideWorkingDirectory(binaries.toFile())
        .setCleanDataDirectory(false)
        // Its own hook does not wait for the application server.
        .setRegisterShutdownHook(false)
        .setPGStartupWait(Duration.ofSeconds(60))
        .setServerConfig('fsync', 'on')
        .setServerConfig('synchronous_commit', 'on')
        .setServerConfig('listen_addresses', 'localhost')
        .setServerConfig('unix_socket_directories', '')
        .setServerConfig('logging_collector', 'on')
        .setServerConfig('log_filename', 'postgresql-%a.log')
        .setServerConfig('log_truncate_on_rotation', 'on')
        .setServerConfig('log_rotation_size', '0')
    if (password != null) {
      builder.setConnectConfig('password', password)
    }
    Files.createDirectories(binaries)
    FileChannel.open(binaries.resolve('postgres.lock'), CREATE, WRITE).withCloseable {
      // `mvn` and `mvn verify` may both be here.
      it.lock()
      // What unpacking was interrupted at, it would stumble over.
      binaries.toFile().listFiles().findAll { it.name.startsWith('PG-') && !new File(it, '.exists').exists() }*.deleteDir()
      builder.start()
    }
  }

  void createDatabase(String name) {
    execute { statement ->
      def found = statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '${name}'").next()
      if (!found) {
        statement.execute("CREATE DATABASE ${name}")
      }
    }
  }

  void stop() {
    server.close()
  }

  private void execute(Closure work) {
    connect(port, password).withCloseable { connection ->
      connection.createStatement().withCloseable(work)
    }
  }

  private static connect(int port, String password) {
    def properties = new Properties()
    properties.putAll([user: USER, password: password ?: '', connectTimeout: '5', socketTimeout: '30'])
    // Not through DriverManager: it does not see drivers of a plugin's class loader.
    new org.postgresql.Driver().connect("jdbc:postgresql://localhost:${port}/postgres", properties)
  }

  /**
   * After a kill -9 of Maven its PostgreSQL runs on. It is stopped, for it to be started again with what this build says.
   * A postmaster.pid whose process is gone is left to PostgreSQL itself; one whose id is now some other program's would stop it.
   */
  static void stopLeftOver(Path directory, String password) {
    def file = directory.resolve('postmaster.pid')
    if (!Files.exists(file)) {
      return
    }
    def lines = Files.readAllLines(file)
    def process = ProcessHandle.of(lines[0].trim() as long).filter { it.alive }.orElse(null)
    if (process == null) {
      return
    }
    if (!process.info().command().orElse('postgres').contains('postgres')) {
      Files.delete(file)
      return
    }
    def running
    try {
      running = connect(lines[3].trim() as int, password)
      def found = running.createStatement().executeQuery('SHOW data_directory')
      found.next()
      assert Files.isSameFile(Path.of(found.getString(1)), directory)
    } catch (SQLException | NumberFormatException | AssertionError e) {
      throw new IllegalStateException("PostgreSQL (process ${process.pid()}) holds ${directory} but does not answer. " +
          "Stop it with: kill ${process.pid()}, then run mvn again. The data is untouched.")
    }
    println "[INFO] Stopping the PostgreSQL that an earlier mvn left running (process ${process.pid()})"
    // A plain termination waits for every client to leave.
    running.withCloseable {
      it.createStatement().execute('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND backend_type = \'client backend\'')
    }
    process.destroy()
    process.onExit().get(60, TimeUnit.SECONDS)
  }
}
