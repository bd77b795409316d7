package io.atelier.generation;

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
 */
@JsonbPropertyOrder({
  "skill",
  "status",
  "request",
  "route",
  "skipped",
  "attempts",
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
    @Nullable JobError error,
    Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant settledAt) {}
