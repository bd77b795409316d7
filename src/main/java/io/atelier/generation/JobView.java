package io.atelier.generation;

import io.atelier.artifact.ArtifactView;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as its JSON shows it; nothing in it depends on another tenant.
 *
 * @param kind {@code video sfx bgm model_3d image}
 * @param provider whose queue it is in, or who made it
 * @param artifact the main artifact, once completed; null to an operator
 * @param artifacts all that it made; none to an operator
 * @param retryOf the job it does once more, if it does
 * @param queuePosition from 1, while it is PENDING; 1001 where it is that far back or farther
 * @param waitingFor {@code slot provider storage} while it is PENDING
 * @param eta when it may be done, from the tenant's own last completions; null once it is settled,
 *     while an operator has it wait, and where a thousand jobs or more are before it
 */
@JsonbPropertyOrder({
  "id",
  "status",
  "skill",
  "kind",
  "run",
  "step",
  "provider",
  "priority",
  "attempts",
  "artifact",
  "artifacts",
  "error",
  "metadata",
  "retryOf",
  "createdAt",
  "startedAt",
  "settledAt",
  "deadlineAt",
  "queuePosition",
  "waitingFor",
  "eta",
  "links"
})
public record JobView(
    UUID id,
    String status,
    String skill,
    String kind,
    String run,
    String step,
    String provider,
    String priority,
    List<AttemptView> attempts,
    @Nullable ArtifactView artifact,
    List<ArtifactView> artifacts,
    @Nullable JobError error,
    @Nullable JsonObject metadata,
    @Nullable UUID retryOf,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant settledAt,
    @Nullable Instant deadlineAt,
    @Nullable Integer queuePosition,
    @Nullable String waitingFor,
    @Nullable Instant eta,
    Map<String, URI> links) {}
