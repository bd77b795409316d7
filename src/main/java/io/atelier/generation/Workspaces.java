package io.atelier.generation;

import io.atelier.artifact.ArtifactLimits;
import io.atelier.artifact.References;
import io.atelier.artifact.StagedFiles;
import io.atelier.provider.GenerationRequest;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/** What adapters are given to work in. */
@Dependent
class Workspaces {
  private final References references;
  private final ArtifactLimits limits;

  @Inject
  Workspaces(References references, ArtifactLimits limits) {
    this.references = references;
    this.limits = limits;
  }

  /** For what sends no create: a poll, or a look-up. */
  Scratch forLook(StagedFiles files, GenerationRequest request) {
    return scratch(files, request, Optional.empty());
  }

  /**
   * For sending a create, with what its request refers to.
   *
   * @throws ReferenceGoneException if that was deleted since it was accepted
   * @throws io.atelier.artifact.StorageException if it cannot be read, or not be copied
   */
  Scratch forCreate(StagedFiles files, TenantId tenant, GenerationRequest request) {
    UUID artifact = request.reference();
    if (artifact == null) {
      return scratch(files, request, Optional.empty());
    }
    Optional<Path> copy = references.stage(tenant, artifact, files);
    if (copy.isEmpty()) {
      throw new ReferenceGoneException(artifact);
    }
    return scratch(files, request, copy);
  }

  private Scratch scratch(StagedFiles files, GenerationRequest request, Optional<Path> reference) {
    return new Scratch(files, limits.mostBytes(Results.type(request)), reference);
  }
}
