// FFmpeg and its Java binding, put among the resources as they are: the codec's process has them on its class path, and the
// server, which would look for annotations in whatever is in WEB-INF/lib, does not.
import java.nio.file.Files
import java.nio.file.Path
import org.apache.maven.plugin.internal.DefaultLegacySupport
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.resolution.ArtifactRequest
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING

def session = new DefaultLegacySupport().session
def resolver = session.container.lookup('org.eclipse.aether.RepositorySystem')
def directory = Files.createDirectories(Path.of(project.build.outputDirectory, 'io/atelier/media/codec/lib'))
[javacpp: project.properties['javacpp.version'], ffmpeg: project.properties['ffmpeg.version']].each { name, version ->
  ['': '', '-platform': project.properties['codec.platform']].each { suffix, classifier ->
    def artifact = new DefaultArtifact('org.bytedeco', name, classifier, 'jar', version)
    def request = new ArtifactRequest(artifact, project.remoteProjectRepositories, null)
    def jar = resolver.resolveArtifact(session.repositorySession, request).artifact.file.toPath()
    def copy = directory.resolve("${name}${suffix}.jar")
    if (!Files.exists(copy) || Files.size(copy) != Files.size(jar) || Files.getLastModifiedTime(copy) != Files.getLastModifiedTime(jar)) {
      Files.copy(jar, copy, REPLACE_EXISTING, COPY_ATTRIBUTES)
    }
  }
}
