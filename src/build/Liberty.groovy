import java.nio.channels.FileChannel
import java.nio.file.Files
import java.nio.file.Path
import java.util.zip.ZipFile
import org.eclipse.aether.DefaultRepositorySystemSession
import org.eclipse.aether.artifact.DefaultArtifact
import org.eclipse.aether.resolution.ArtifactRequest
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE
import static java.nio.file.StandardOpenOption.CREATE
import static java.nio.file.StandardOpenOption.WRITE

/** Open Liberty, from Maven's artifacts: unpacked as a whole, or not there. */
class Liberty {
  private final project
  private final session
  private final Path directory

  Liberty(project, session) {
    this.project = project
    this.session = session
    directory = Path.of(project.properties['atelier.runtime.dir'], "liberty-${version()}")
  }

  Path home() {
    directory.resolve('wlp')
  }

  /** Asks Maven for it. */
  File archive() {
    def resolver = session.container.lookup('org.eclipse.aether.RepositorySystem')
    def runtime = new DefaultArtifact("io.openliberty:openliberty-runtime:zip:${version()}")
    // Without Maven's display of progress: every 4 KB of 374 MB would be shown.
    def quietly = new DefaultRepositorySystemSession(session.repositorySession).setTransferListener(null)
    resolver.resolveArtifact(quietly, new ArtifactRequest(runtime, project.remoteProjectRepositories, null)).artifact.file
  }

  /** liberty-maven-plugin would do so only when everything else is done; and what it is interrupted at, it takes for whole. */
  void unpack() {
    if (Files.exists(directory)) {
      return
    }
    println "[INFO] Fetching and unpacking Open Liberty ${version()} (374 MB) beside the rest"
    def archive = archive()
    Files.createDirectories(directory.parent)
    FileChannel.open(directory.resolveSibling('liberty.lock'), CREATE, WRITE).withCloseable {
      // `mvn` and `mvn verify` may both be here.
      it.lock()
      if (!Files.exists(directory)) {
        def part = directory.resolveSibling("${directory.fileName}.part")
        part.toFile().deleteDir()
        unzip(archive, part)
        Files.move(part, directory, ATOMIC_MOVE)
      }
    }
  }

  private static void unzip(File archive, Path destination) {
    new ZipFile(archive).withCloseable { zip ->
      for (entry in zip.entries()) {
        def file = destination.resolve(entry.name).normalize()
        assert file.startsWith(destination)
        if (entry.directory) {
          Files.createDirectories(file)
        } else {
          Files.createDirectories(file.parent)
          zip.getInputStream(entry).withCloseable { Files.copy(it, file) }
        }
      }
    }
    destination.resolve('wlp/bin').toFile().listFiles().findAll { it.file }*.setExecutable(true, false)
  }

  private String version() {
    project.properties['liberty.version']
  }
}
