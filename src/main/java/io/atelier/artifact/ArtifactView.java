package io.atelier.artifact;

import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An artifact as its JSON shows it.
 *
 * @param uri where it is served to whoever sends this tenant's token
 * @param signedUri where it is served to whoever has this URL, until that expires
 * @param metadata facts of the file (pixels, seconds, …) and of the request
 * @param flags what is noteworthy about it; empty when it is just what was asked for
 * @param provenance how it came to be; null where it was saved before that was kept
 */
@JsonbPropertyOrder({
  "id",
  "uri",
  "signedUri",
  "mimeType",
  "sha256",
  "sizeBytes",
  "type",
  "role",
  "run",
  "step",
  "job",
  "metadata",
  "flags",
  "provenance",
  "createdAt"
})
public record ArtifactView(
    UUID id,
    URI uri,
    URI signedUri,
    String mimeType,
    String sha256,
    long sizeBytes,
    String type,
    String role,
    String run,
    @Nullable String step,
    @Nullable UUID job,
    JsonObject metadata,
    List<String> flags,
    @Nullable Provenance provenance,
    Instant createdAt) {}
