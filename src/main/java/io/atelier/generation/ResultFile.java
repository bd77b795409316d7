package io.atelier.generation;

import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore.Saving;
import io.atelier.artifact.ArtifactType;
import io.atelier.artifact.InspectedFile;
import io.atelier.artifact.NewArtifact;
import io.atelier.artifact.Provenance;
import io.atelier.fitting.Fitted;
import io.atelier.fitting.Flag;
import io.atelier.fitting.Likenesses;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MadeFile;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One file of a result that was looked at and made to fit, and what it is kept as.
 *
 * @param metadata facts of the request and of what was measured
 * @param downloadedAt when all of what was delivered was here; null where it was made of that
 */
record ResultFile(
    Fitted fitted,
    ArtifactType type,
    ArtifactRole role,
    Map<String, Object> metadata,
    @Nullable Instant downloadedAt) {

  static ResultFile of(
      GenerationRequest request, MadeFile.Part part, Fitted fitted, Instant downloadedAt) {
    Map<String, Object> metadata = new HashMap<>(Results.metadata(request));
    metadata.putAll(fitted.facts());
    return new ResultFile(fitted, Results.type(request, part), role(part), metadata, downloadedAt);
  }

  static ResultFile of(Likenesses.Likeness picture) {
    return new ResultFile(
        new Fitted(picture.file(), List.of(), Map.of()),
        ArtifactType.IMAGE,
        picture.role(),
        Map.of(),
        null);
  }

  /** What was delivered and not looked into. */
  static ResultFile unseen(
      GenerationRequest request, MadeFile.Part part, InspectedFile file, Instant downloadedAt) {
    return new ResultFile(
        new Fitted(file, List.of(), Map.of()),
        Results.type(request, part),
        ArtifactRole.QUARANTINED,
        Map.of(),
        downloadedAt);
  }

  private static ArtifactRole role(MadeFile.Part part) {
    return switch (part) {
      case MAIN -> ArtifactRole.MAIN;
      case BASE_COLOR -> ArtifactRole.BASE_COLOR;
      case NORMAL -> ArtifactRole.NORMAL;
      case ORM -> ArtifactRole.ORM;
      case ALTERNATE -> ArtifactRole.ALTERNATE;
      case KEY_FRAME -> ArtifactRole.KEY_FRAME;
    };
  }

  /** The same, and that is to be said of it too. */
  ResultFile flagged(Flag flag) {
    return new ResultFile(fitted.flagged(flag), type, role, metadata, downloadedAt);
  }

  /** The same, of a job that had ended without it. */
  ResultFile late() {
    return new ResultFile(fitted, type, ArtifactRole.LATE, metadata, downloadedAt);
  }

  Saving savingFor(GenerationJob job, UUID id, Provenance provenance) {
    return new Saving(
        new NewArtifact(
            id,
            job.tenant(),
            job.run(),
            job.step(),
            job.id(),
            type,
            role,
            metadata,
            fitted.flags().stream().map(Flag::jsonName).toList(),
            provenance,
            downloadedAt),
        fitted.file());
  }
}
