// `mvn verify`: a fresh database and free ports for the test server, and every test told where they are.
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import org.apache.maven.plugin.internal.DefaultLegacySupport

if (['skipITs', 'skipTests'].any { project.projectBuildingRequest.userProperties[it] in ['', 'true'] }) {
  return
}
def load = { new GroovyClassLoader(getClass().classLoader).parseClass(new File(project.basedir, "src/build/${it}.groovy")) }
def javaHome = load('Toolchain').home()
def directory = Path.of(project.properties['atelier.it.dir'])
def data = directory.resolve('data')
def liberty = directory.resolve('liberty')
def runtime = Path.of(project.properties['atelier.runtime.dir'])
def openLiberty = load('Liberty').newInstance(project, new DefaultLegacySupport().session)
openLiberty.unpack()

// What a killed `mvn verify` left behind.
def stopServer = {
  def file = liberty.resolve('servers/.pid/atelier.pid')
  if (Files.exists(file)) {
    ProcessHandle.of(Files.readString(file).trim() as long).filter {
      // Not another program that was given the same id since.
      def age = Files.getLastModifiedTime(file).toMillis() - it.info().startInstant().map { it.toEpochMilli() }.orElse(0L)
      age > -1_000 && age < 120_000
    }.ifPresent {
      it.destroy()
      it.onExit().get(60, TimeUnit.SECONDS)
    }
  }
}
stopServer()
def Postgres = load('Postgres')
Postgres.stopLeftOver(directory.resolve('postgres'), 'test')
directory.toFile().deleteDir()
Files.createDirectories(data)

def postgres = Postgres.newInstance(directory.resolve('postgres'), runtime, 'test')
['atelier', 'atelier_arquillian'].each { postgres.createDatabase(it) }
Runtime.runtime.addShutdownHook(new Thread({
  // Only after a failed start, or Ctrl-C, is there still a server.
  stopServer()
  postgres.stop()
}))

// Both are held until both are known, else they might be the same.
def sockets = [new ServerSocket(0), new ServerSocket(0)]
def (http, https) = sockets*.localPort
sockets*.close()

def server = [
    JAVA_HOME: javaHome,
    ATELIER_DATA_DIR: data, ASSET_STORAGE_DIR: data.resolve('assets'),
    HTTP_HOST: 'localhost', HTTP_PORT: http, HTTPS_PORT: https,
    PUBLIC_BASE_URL: "http://localhost:${http}",
    MP_CONFIG_PROFILE: 'development',
    // Much of what it runs is deployed anew every few seconds: neither the JDK's optimizing compiler pays, nor proving each time
    // that the same classes are sound, which a server does that is started as it is delivered (ProductionIT).
    JVM_ARGS: '-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:MetaspaceSize=256m -XX:+UnlockDiagnosticVMOptions -XX:-BytecodeVerificationRemote',
    // Nobody waits a minute for a number, or half of one for a heartbeat.
    ARTIFACT_USAGE_METRICS_INTERVAL: 'PT1S',
    EVENT_HEARTBEAT: 'PT1S', EVENT_WRITE_PATIENCE: 'PT2S', EVENT_STREAMS_PER_TENANT: '300',
    WEBHOOK_INTERVAL: 'PT0.1S', WEBHOOK_ATTEMPT_TIMEOUT: 'PT1S', WEBHOOK_RETRY_DELAYS: 'PT0.2S,PT0.2S,PT0.2S', WEBHOOK_PER_TENANT: '5',
    ADMIN_PASSWORD: 'test-admin', KEYSTORE_PASSWORD: 'test-keystore',
    DB_HOST: 'localhost', DB_PORT: postgres.port, DB_NAME: 'atelier', DB_USER: 'postgres', DB_PASSWORD: 'test']
server.each { name, value -> project.properties["liberty.env.${name}".toString()] = value.toString() }
// Arquillian finds it among all of the machine's by a name that no path of another has in it.
project.properties['atelier.server.name'] = 'atelier_under_test'
project.properties['atelier.server.dir'] = liberty.toString()
project.properties['atelier.liberty.home'] = openLiberty.home().toString()
project.properties['atelier.server.config'] = "${project.basedir}/liberty/test".toString()

def tests = new Properties()
tests.putAll([
    'atelier.url': "http://localhost:${http}",
    'atelier.https.url': "https://localhost:${https}",
    'atelier.data.dir': data,
    'atelier.db.host': 'localhost', 'atelier.db.port': postgres.port,
    'atelier.db.name': 'atelier', 'atelier.db.user': 'postgres', 'atelier.db.password': 'test',
    'atelier.admin.user': 'admin', 'atelier.admin.password': 'test-admin',
    'atelier.liberty.home': openLiberty.home(),
    'atelier.liberty.zip': openLiberty.archive(),
    'atelier.liberty.usr': liberty,
    'atelier.server.name': 'atelier_under_test',
    'atelier.war': "${project.build.directory}/${project.build.finalName}.war",
    'atelier.jdbc.driver': liberty.resolve('servers/atelier_under_test/lib/jdbc/postgresql.jar'),
    'atelier.java.home': javaHome,
    'atelier.basedir': project.basedir, 'atelier.version': project.version,
    'microshed_manual_env': true, 'microshed_hostname': 'localhost', 'microshed_http_port': http
].collectEntries { name, value -> [name, value.toString()] })
directory.resolve('test.properties').toFile().withOutputStream { tests.store(it, null) }
