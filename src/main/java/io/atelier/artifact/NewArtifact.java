package io.atelier.artifact;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is to be recorded of a file when it is saved.
 *
 * @param id a new one, of which others may say that they were made from it
 * @param step the step that asked for it, and {@code job} what made it; null for an upload
 * @param metadata facts of the request, shown beside those of the file
 * @param flags what is noteworthy about it, by JSON name
 * @param downloadedAt when all of it was here; null for what no provider delivered
 */
public record NewArtifact(
    UUID id,
    TenantId tenant,
    RunId run,
    @Nullable StepId step,
    @Nullable UUID job,
    ArtifactType type,
    ArtifactRole role,
    Map<String, Object> metadata,
    List<String> flags,
    Provenance provenance,
    @Nullable Instant downloadedAt) {
  public NewArtifact {
    metadata = Map.copyOf(metadata);
    flags = List.copyOf(flags);
  }

  /** An id that sorts behind all before it. */
  public static UUID newId() {
    return UuidCreator.getTimeOrderedEpoch();
  }
}
