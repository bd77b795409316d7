// The beginning of plain `mvn`: whatever cannot work is refused at once; what takes long (unpacking Open Liberty, starting
// PostgreSQL) goes on while Maven compiles. run.groovy waits for it.
import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.PosixFilePermissions
import java.security.SecureRandom
import java.sql.SQLException
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutionException
import java.util.concurrent.TimeUnit
import org.apache.maven.plugin.internal.DefaultLegacySupport
import org.postgresql.Driver
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING
import static java.nio.file.StandardOpenOption.CREATE
import static java.nio.file.StandardOpenOption.WRITE

def env = { String name, String otherwise = null -> System.getenv(name) ?: otherwise }
def refuse = { String message ->
  // One paragraph; an exception would bury it under Maven's own.
  System.err.println "\n[ERROR] ${message}\n"
  System.exit(1)
}
def load = { new GroovyClassLoader(getClass().classLoader).parseClass(new File(project.basedir, "src/build/${it}.groovy")) }
def begin = { String name, Closure work ->
  def future = new CompletableFuture()
  Thread.startDaemon(name) {
    try {
      future.complete(work())
    } catch (Throwable e) {
      future.completeExceptionally(e)
    }
  }
  future
}

// The data directory, and nobody else in it.
def data = Path.of(env('ATELIER_DATA_DIR', "${project.basedir}/.data")).toAbsolutePath().normalize()
if (Files.exists(data) && !Files.isDirectory(data)) {
  refuse "The data directory ${data} is not a directory. Set ATELIER_DATA_DIR to another, or move that file away."
}
def lock
try {
  if (!Files.exists(data)) {
    Files.createDirectories(data)
    if ('posix' in data.fileSystem.supportedFileAttributeViews()) {
      // It holds passwords.
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString('rwx------'))
    }
  }
  def free = Files.getFileStore(data).usableSpace >> 20
  if (free < 256) {
    refuse "The data directory ${data} has ${free} MB of free space; Atelier needs at least 256 MB to start. Nothing was changed. Free some, or set ATELIER_DATA_DIR to another."
  }
  lock = FileChannel.open(data.resolve('lock'), CREATE, WRITE).tryLock()
} catch (IOException e) {
  refuse "The data directory ${data} cannot be written (${e.class.simpleName}: ${e.message}). Nothing was changed. Make it writable, or set ATELIER_DATA_DIR to another."
}
if (lock == null) {
  refuse "Another mvn is running Atelier on the data directory ${data}. Stop it with Ctrl-C, or set ATELIER_DATA_DIR (and HTTP_PORT, HTTPS_PORT) to run a second one."
}

// The lock is ours, so a server still on this directory has lost its mvn (kill -9).
def pidFile = data.resolve('server.pid')
if (Files.exists(pidFile)) {
  // Whatever is no pair of numbers was cut short by a crash.
  def found = Files.readString(pidFile) =~ /^(\d+) (\d+)$/
  if (found) {
    def (pid, started) = found[0][1..2].collect { it as long }
    ProcessHandle.of(pid).filter { it.info().startInstant().map { it.toEpochMilli() == started }.orElse(false) }.ifPresent {
      println "[INFO] Stopping the server that an earlier mvn left running (process ${pid})"
      it.destroy()
      it.onExit().get(60, TimeUnit.SECONDS)
    }
  }
  Files.delete(pidFile)
}

def httpHost = env('HTTP_HOST', 'localhost')
def httpPort = env('HTTP_PORT', '9080')
def httpsPort = env('HTTPS_PORT', '9443')
[[httpHost, httpPort, 'HTTP_PORT'], [httpHost, httpsPort, 'HTTPS_PORT']].each { host, port, name ->
  try {
    def address = host == '*' ? new InetSocketAddress(port as int) : new InetSocketAddress(host, port as int)
    new ServerSocket().withCloseable {
      // As the server does; else a port it just left counts as taken.
      it.reuseAddress = true
      it.bind(address)
    }
  } catch (IOException e) {
    refuse "Port ${port} of ${host} is taken by another program. Stop that, or set ${name} to a free port, for instance: ${name}=${(port as int) + 100} mvn"
  } catch (IllegalArgumentException e) {
    refuse "${name} is not a port: ${port}"
  }
}

def secret = { String name ->
  def file = data.resolve(name)
  if (!Files.exists(file) || Files.size(file) == 0) {
    def bytes = new byte[18]
    new SecureRandom().nextBytes(bytes)
    // Through a second name: a crash must not leave half a password.
    def fresh = data.resolve("${name}.new")
    Files.deleteIfExists(fresh)
    Files.createFile(fresh)
    fresh.toFile().setReadable(false, false)
    fresh.toFile().setReadable(true, true)
    Files.writeString(fresh, Base64.urlEncoder.encodeToString(bytes))
    Files.move(fresh, file, ATOMIC_MOVE, REPLACE_EXISTING)
  }
  Files.readString(file).trim()
}

def server = [
    ATELIER_DATA_DIR: data.toString(),
    ASSET_STORAGE_DIR: env('ASSET_STORAGE_DIR', data.resolve('assets').toString()),
    HTTP_HOST: httpHost, HTTP_PORT: httpPort, HTTPS_PORT: httpsPort,
    PUBLIC_BASE_URL: env('PUBLIC_BASE_URL', "http://localhost:${httpPort}"),
    MP_CONFIG_PROFILE: 'development',
    KEYSTORE_PASSWORD: secret('keystore-password')]
if (!env('ADMIN_PASSWORD')) {
  server.ADMIN_PASSWORD = secret('admin-password')
}

def postgres
if (env('DB_HOST')) {
  // The server finds DB_* in its own environment, with the same defaults.
  def url = "jdbc:postgresql://${env('DB_HOST')}:${env('DB_PORT', '5432')}/${env('DB_NAME', 'atelier')}"
  def login = new Properties()
  login.putAll([user: env('DB_USER', 'atelier'), password: env('DB_PASSWORD', ''), connectTimeout: '10', loginTimeout: '10'])
  try {
    def connection = new Driver().connect(url.toString(), login)
    if (connection == null) {
      refuse "DB_HOST, DB_PORT and DB_NAME do not make an address: ${url}"
    }
    connection.close()
  } catch (SQLException e) {
    refuse "The database ${url} (DB_HOST, DB_PORT, DB_NAME, DB_USER, DB_PASSWORD) refuses: ${e.message} Without DB_HOST, mvn brings a PostgreSQL of its own."
  }
} else {
  def password = secret('postgres-password')
  def Postgres = load('Postgres')
  try {
    Postgres.stopLeftOver(data.resolve('postgres'), password)
  } catch (IllegalStateException e) {
    refuse e.message
  }
  def binaries = Path.of(project.properties['atelier.runtime.dir'])
  postgres = begin('postgres') {
    def started = Postgres.newInstance(data.resolve('postgres'), binaries, password)
    started.createDatabase('atelier')
    started
  }
  server += [DB_HOST: 'localhost', DB_NAME: 'atelier', DB_USER: 'postgres', DB_PASSWORD: password]
}

def liberty = load('Liberty').newInstance(project, new DefaultLegacySupport().session)
def runtime = begin('liberty') { liberty.unpack() }

// What is not the server: it ends when Maven does, and is not waited for.
def others = [] as Set
def javas = { ProcessHandle.current().descendants().filter { it.info().command().orElse('') ==~ /.*java(\.exe)?/ && !(it.pid() in others) }.toList() }

Runtime.runtime.addShutdownHook(new Thread({
  // The server finishes its requests first, and they need the database.
  try {
    javas()*.onExit().each { it.get(60, TimeUnit.SECONDS) }
  } finally {
    try {
      // It may still be starting.
      postgres?.get(60, TimeUnit.SECONDS)?.stop()
    } catch (ExecutionException e) {
      // It never started.
    }
  }
  // Said here, it also keeps the collector from giving it back early.
  lock.release()
}))

project.setContextValue('atelier', [data: data, server: server, postgres: postgres, runtime: runtime, liberty: liberty,
    refuse: refuse, javas: javas, others: others, pidFile: pidFile, host: httpHost, httpPort: httpPort, httpsPort: httpsPort])
