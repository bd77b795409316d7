package io.atelier.artifact;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.io.StringReader;
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
    Instant createdAt) {

  /** The view of an artifact at the installation's public address. */
  public static ArtifactView of(Artifact artifact, SignedLinks links) {
    return new ArtifactView(
        artifact.id(),
        links.uri(artifact),
        links.sign(artifact).uri(),
        artifact.mimeType(),
        artifact.sha256(),
        artifact.sizeBytes(),
        artifact.type().jsonName(),
        artifact.role().jsonName(),
        artifact.run(),
        artifact.step(),
        artifact.job(),
        object(artifact.metadata()),
        artifact.flags(),
        artifact.createdAt());
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
