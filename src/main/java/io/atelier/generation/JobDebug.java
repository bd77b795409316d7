package io.atelier.generation;

import io.atelier.artifact.MadeArtifact;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a step's debug output has of one of its jobs.
 *
 * @param request as normalised: every default filled in
 * @param route who it is offered to, in this order
 * @param skipped who is configured and was passed over, and why
 * @param artifacts what came of it, the main one first; what its tenant deleted is not there
 * @param queuedAt when it was accepted, and in its queue from then on
 * @param startedAt when it had a slot for the first time
 * @param settledAt when it had its final status; where it is completed, its result was stored then
 */
@JsonbPropertyOrder({
  "skill",
  "status",
  "request",
  "route",
  "skipped",
  "attempts",
  "artifacts",
  "error",
  "queuedAt",
  "startedAt",
  "settledAt"
})
public record JobDebug(
    String skill,
    String status,
    JsonObject request,
    List<String> route,
    List<Candidate> skipped,
    List<AttemptRecord> attempts,
    List<MadeArtifact> artifacts,
    @Nullable JobError error,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant settledAt) {}
