package io.atelier.artifact;

import io.atelier.media.FileFormat;
import io.atelier.storage.AssetStorage;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Images of a tenant that something is to be made from. */
@Dependent
public class References {
  private static final Set<String> FORMATS =
      Set.of(FileFormat.PNG.mimeType(), FileFormat.JPEG.mimeType(), FileFormat.WEBP.mimeType());

  private final ArtifactList artifacts;
  private final AssetStorage storage;

  @Inject
  References(ArtifactList artifacts, AssetStorage storage) {
    this.artifacts = artifacts;
    this.storage = storage;
  }

  /** Whether that is an artifact of the tenant's, and an image that every provider can read. */
  public boolean has(TenantId tenant, UUID artifact) {
    return find(tenant, artifact).isPresent();
  }

  /**
   * A copy of it among files that are staged; empty if it was deleted.
   *
   * @throws StorageException if it cannot be read, or not be written
   */
  public Optional<Path> stage(TenantId tenant, UUID artifact, StagedFiles files) {
    Optional<Artifact> found = find(tenant, artifact);
    try {
      return found.isEmpty() ? Optional.empty() : Optional.of(copy(found.get(), files));
    } catch (NoSuchFileException e) {
      // The row goes before the file does.
      if (find(tenant, artifact).isEmpty()) {
        return Optional.empty();
      }
      throw StorageException.of(e);
    } catch (IOException e) {
      throw StorageException.of(e);
    }
  }

  private Path copy(Artifact artifact, StagedFiles files) throws IOException {
    try (InputStream bytes = storage.read(artifact.key(), 0)) {
      return files.copy(bytes);
    }
  }

  private Optional<Artifact> find(TenantId tenant, UUID id) {
    return artifacts.find(tenant, id).filter(artifact -> FORMATS.contains(artifact.mimeType()));
  }
}
