package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What a step's debug output has of one artifact that a job made.
 *
 * @param artifact its id, by which its tenant reads it
 * @param role which part of the result it is
 * @param flags what is noteworthy about it; empty where it is just what was asked for
 * @param storedAt when it was in the store: downloaded, looked at and made to fit
 */
@JsonbPropertyOrder({"artifact", "role", "flags", "storedAt"})
public record MadeArtifact(UUID artifact, String role, List<String> flags, Instant storedAt) {

  /** The id, role, flags and time of a row. */
  static MadeArtifact of(String id, String role, String flags, Instant storedAt) {
    return new MadeArtifact(
        UUID.fromString(id),
        ArtifactRole.valueOf(role).jsonName(),
        flags.isEmpty() ? List.of() : List.of(flags.split(",")),
        storedAt);
  }
}
