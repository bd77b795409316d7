// The end of plain `mvn`, before liberty:run: what prepare.groovy began is waited for, and the server told where everything is.
import java.nio.file.Files
import java.util.concurrent.ExecutionException
import org.apache.maven.artifact.resolver.filter.ArtifactFilter

def atelier = project.getContextValue('atelier')

try {
  atelier.runtime.get()
} catch (ExecutionException e) {
  atelier.refuse "Open Liberty cannot be fetched and unpacked into ${project.properties['atelier.runtime.dir']}: ${e.cause.message} Run mvn again; it begins anew."
}
try {
  if (atelier.postgres) {
    atelier.server.DB_PORT = "${atelier.postgres.get().port}"
  }
} catch (ExecutionException e) {
  atelier.refuse "PostgreSQL does not start: ${e.cause.message} Its log is in ${atelier.data.resolve('postgres/log')}; the data is untouched."
}

// liberty-maven-plugin does not know the selected JDK (ci.maven #2074) and would run the server on Maven's own.
atelier.server.JAVA_HOME = new GroovyClassLoader(getClass().classLoader).parseClass(new File(project.basedir, 'src/build/Toolchain.groovy')).home()
// `mvn -Psimulated`: the providers over the network, on this machine.
if (project.properties['simulated.speed']) {
  // This plugin asks for no dependencies, so Maven hides those that were resolved for compiling the tests.
  project.artifactFilter = { true } as ArtifactFilter
  def simulators = new ProcessBuilder("${atelier.server.JAVA_HOME}/bin/java".toString(), '-Xmx1g',
      '-cp', project.testClasspathElements.join(File.pathSeparator),
      'io.atelier.simulated.SimulatedProviders', '0', project.properties['simulated.speed'])
      .redirectError(ProcessBuilder.Redirect.INHERIT).start()
  atelier.others << simulators.pid()
  Runtime.runtime.addShutdownHook(new Thread({ simulators.destroy() }))
  // What it prints is what the server has to be told, up to an empty line.
  def told = simulators.inputReader().lines().takeWhile { !it.empty }.toList()
  if (told.empty) {
    atelier.refuse 'The simulated providers do not start; the reason is above.'
  }
  told.each { line ->
    def (name, value) = line.split('=', 2)
    atelier.server[name] = value
  }
}
atelier.server.each { name, value -> project.properties["liberty.env.${name}".toString()] = value.toString() }
project.properties['atelier.server.name'] = 'atelier'
project.properties['atelier.server.dir'] = atelier.data.resolve('liberty').toString()
project.properties['atelier.liberty.home'] = atelier.liberty.home().toString()
// liberty:run would compile everything a second time, taking what Maven just compiled for somebody else's.
project.properties['maven.main.skip'] = 'true'
project.properties['maven.resources.skip'] = 'true'

Thread.startDaemon('banner') {
  def here = atelier.host == '*' ? 'localhost' : atelier.host
  def answers = {
    try {
      return new URL("http://${here}:${atelier.httpPort}/health/ready").openConnection().with {
        connectTimeout = 1000
        readTimeout = 5000
        responseCode == 200
      }
    } catch (IOException e) {
      return false
    }
  }
  while (!answers()) {
    atelier.javas().find()?.with { Files.writeString(atelier.pidFile, "${pid()} ${info().startInstant().get().toEpochMilli()}") }
    sleep 200
  }
  def url = atelier.server.PUBLIC_BASE_URL
  def speed = project.properties['simulated.speed']
  def simulated = speed ? """
  Nano Banana, Suno and Meshy are simulated on this machine, ${speed} times as fast as they are: nothing is charged, and what
  comes from them is made here. README.md (Try it) says how to have them fail.
""" : ''
  println """
  Atelier is ready.  Ctrl-C stops it; the next mvn goes on with the same data.
${simulated}
  Try it:
    TOKEN=\$(curl -sS -X POST '${url}/dev/token?tenant=acme&groups=creator')
    JOB=\$(curl -sS -o job.json -w '%header{location}' ${url}/api/v1/runs/spring-26/steps \\
      -H "Authorization: Bearer \$TOKEN" -H 'Content-Type: application/json' \\
      -d '{"skill":"generate_texture","input":{"prompt":"brushed gold","size":1024,"seamless":true}}')
    until curl -sS -o job.json "\$JOB" -H "Authorization: Bearer \$TOKEN" && grep -qE '^[^[]*"(COMPLETED|FAILED|TIMED_OUT|CANCELLED)"' job.json; do sleep 0.2; done
    curl -sS -o texture.png -H "Authorization: Bearer \$TOKEN" "\$(grep -oE 'http[^"]*/assets/[^"]*' job.json | head -n 1)"

  API            ${url}/api/v1      described at ${url}/openapi/ui
  Health         ${url}/health      metrics: ${url}/metrics
  Admin center   https://${here}:${atelier.httpsPort}/adminCenter     user ${System.getenv('ADMIN_USER') ?: 'admin'}, password ${System.getenv('ADMIN_PASSWORD') ? 'as set in ADMIN_PASSWORD' : "in ${atelier.data.resolve('admin-password')}"}
  Data           ${atelier.data}
"""
}
