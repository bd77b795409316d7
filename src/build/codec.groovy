// FFmpeg and its Java binding, put among the resources as they are: the codec's process has them on its class path, and the
// server, which would look for annotations in whatever is in WEB-INF/lib, does not. In the WAR they are one jar of jars: EclipseLink
// reads all of WEB-INF/classes, several times at every start, and 28 MB more of it took five seconds.
import java.nio.file.Files
import java.nio.file.Path
import java.time.LocalDateTime
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import org.apache.maven.plugin.internal.DefaultLegacySupport
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.resolution.ArtifactRequest
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING

def session = new DefaultLegacySupport().session
def resolver = session.container.lookup('org.eclipse.aether.RepositorySystem')
def resources = 'io/atelier/media/codec/lib'
def directory = Files.createDirectories(Path.of(project.build.outputDirectory, resources))
def jars = []
def changed = false
[javacpp: project.properties['javacpp.version'], ffmpeg: project.properties['ffmpeg.version']].each { name, version ->
  ['': '', '-platform': project.properties['codec.platform']].each { suffix, classifier ->
    def artifact = new DefaultArtifact('org.bytedeco', name, classifier, 'jar', version)
    def request = new ArtifactRequest(artifact, project.remoteProjectRepositories, null)
    def jar = resolver.resolveArtifact(session.repositorySession, request).artifact.file.toPath()
    def copy = directory.resolve("${name}${suffix}.jar")
    if (!Files.exists(copy) || Files.size(copy) != Files.size(jar) || Files.getLastModifiedTime(copy) != Files.getLastModifiedTime(jar)) {
      Files.copy(jar, copy, REPLACE_EXISTING, COPY_ATTRIBUTES)
      changed = true
    }
    jars << copy
  }
}
def whole = Path.of(project.build.directory, 'codec/codec.jar')
if (changed || !Files.exists(whole)) {
  Files.createDirectories(whole.parent)
  def part = whole.resolveSibling('codec.part')
  new JarOutputStream(new BufferedOutputStream(Files.newOutputStream(part))).withCloseable { out ->
    out.level = 0 // they are compressed
    jars.each { jar ->
      def entry = new JarEntry("${resources}/${jar.fileName}")
      entry.timeLocal = LocalDateTime.of(2026, 1, 1, 0, 0) // the same build makes the same bytes
      out.putNextEntry(entry)
      Files.copy(jar, out)
    }
  }
  Files.move(part, whole, ATOMIC_MOVE)
}
