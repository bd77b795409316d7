// Nearly all of a first `mvn` is waiting for the server's runtime, which liberty:run would only ask for at the end. So it is
// asked for at the beginning, while Maven looks for the rest.
import org.apache.maven.plugin.internal.DefaultLegacySupport
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.resolution.ArtifactRequest

def version = project.properties['liberty.version']
if (!new File("${project.properties['atelier.runtime.dir']}/openliberty-${version}/wlp").exists()) {
  def session = new DefaultLegacySupport().session
  def resolver = session.container.lookup('org.eclipse.aether.RepositorySystem')
  def runtime = new ArtifactRequest(new DefaultArtifact("io.openliberty:openliberty-runtime:zip:${version}"), project.remoteProjectRepositories, null)
  project.setContextValue('download', Thread.startDaemon {
    // What goes wrong here goes wrong again, and is said, in liberty:run.
    resolver.resolveArtifact(session.repositorySession, runtime)
  })
}
