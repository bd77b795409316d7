package io.atelier.artifact;

import io.atelier.run.RunId;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A file that a client brings: a reference image, a shader, a bundle.
 *
 * @param caller whose it is, and who brings it
 * @param filename what the client calls it; shown again, never used as a name
 */
record Upload(Caller caller, RunId run, ArtifactType type, @Nullable String filename) {
  TenantId tenant() {
    return caller.tenant();
  }

  NewArtifact artifact() {
    return new NewArtifact(
        NewArtifact.newId(),
        tenant(),
        run,
        null,
        null,
        type,
        ArtifactRole.MAIN,
        filename == null ? Map.of() : Map.of("filename", filename),
        List.of(),
        Provenance.uploadedBy(caller.subject()),
        null);
  }
}
