// `src/bench/engine`: a PostgreSQL and a directory of its own, the benchmarks in a process of their own, and nothing left of them.
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.TimeUnit
import org.apache.maven.artifact.resolver.filter.ArtifactFilter
import org.apache.maven.plugin.internal.DefaultLegacySupport

// This plugin asks for no dependencies, so Maven hides those that were resolved for compiling the tests.
project.artifactFilter = { true } as ArtifactFilter

def load = { new GroovyClassLoader(getClass().classLoader).parseClass(new File(project.basedir, "src/build/${it}.groovy")) }
def javaHome = load('Toolchain').home()
def liberty = load('Liberty').newInstance(project, new DefaultLegacySupport().session)
liberty.unpack()

// Beside the build, not under /tmp, which may be memory: what is fsynced here is to reach a disk.
def directory = Files.createTempDirectory(Files.createDirectories(Path.of(project.build.directory)), 'bench-')
def postgres
def process
def finish = {
  process?.descendants()?.forEach { it.destroyForcibly() }
  process?.destroyForcibly()?.waitFor(60, TimeUnit.SECONDS)
  postgres?.stop()
  directory.toFile().deleteDir()
}
def hook = new Thread(finish)
Runtime.runtime.addShutdownHook(hook)

postgres = load('Postgres').newInstance(directory.resolve('postgres'), Path.of(project.properties['atelier.runtime.dir']), 'bench')
def driver = project.artifacts.find { it.groupId == 'org.postgresql' && it.artifactId == 'postgresql' }.file
def properties = [
    'atelier.db.host': 'localhost', 'atelier.db.port': postgres.port,
    'atelier.db.name': 'postgres', 'atelier.db.user': 'postgres', 'atelier.db.password': 'bench',
    'atelier.liberty.home': liberty.home(), 'atelier.liberty.usr': directory.resolve('liberty'),
    'atelier.war': "${project.build.directory}/${project.build.finalName}.war",
    'atelier.jdbc.driver': driver, 'atelier.java.home': javaHome, 'atelier.basedir': project.basedir,
    'bench.dir': directory]
def classPath = ["${project.build.directory}/bench-classes", *project.testClasspathElements].join(File.pathSeparator)
def command = ["${javaHome}/bin/java", '-Xmx512m', *properties.collect { name, value -> "-D${name}=${value}" },
    '-cp', classPath, 'io.atelier.bench.EngineBench', *(System.getProperty('bench.arguments') ?: '').trim().split(/\s+/).findAll()]
process = new ProcessBuilder(command*.toString()).inheritIO().start()
def code = process.waitFor()
Runtime.runtime.removeShutdownHook(hook)
finish()
if (code != 0) {
  throw new IllegalStateException("the benchmarks ended with ${code}")
}
