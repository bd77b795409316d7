package io.atelier.artifact;

import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that a client brings: a reference image, a shader, a bundle.
 *
 * @param filename what the client calls it; shown again, never used as a name
 */
record Upload(TenantId tenant, RunId run, ArtifactType type, @Nullable String filename) {
  NewArtifact artifact() {
    return new NewArtifact(
        tenant,
        run,
        null,
        null,
        type,
        ArtifactRole.MAIN,
        filename == null ? Map.of() : Map.of("filename", filename),
        List.of());
  }
}
