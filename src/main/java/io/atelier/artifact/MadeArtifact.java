package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a step's debug output has of one artifact that a job made.
 *
 * @param artifact its id, by which its tenant reads it
 * @param role which part of the result it is
 * @param flags what is noteworthy about it; empty where it is just what was asked for
 * @param downloadedAt when all of it was here; null where it was made of another file
 * @param storedAt when it was looked at, made to fit, and in the store
 */
@JsonbPropertyOrder({"artifact", "role", "flags", "downloadedAt", "storedAt"})
public record MadeArtifact(
    UUID artifact,
    String role,
    List<String> flags,
    @Nullable Instant downloadedAt,
    Instant storedAt) {

  /** The id, role, flags and times of a row. */
  static MadeArtifact of(
      String id, String role, String flags, @Nullable Instant downloadedAt, Instant storedAt) {
    return new MadeArtifact(
        UUID.fromString(id),
        ArtifactRole.valueOf(role).jsonName(),
        flags.isEmpty() ? List.of() : List.of(flags.split(",")),
        downloadedAt,
        storedAt);
  }
}
