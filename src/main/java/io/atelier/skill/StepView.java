package io.atelier.skill;

import io.atelier.artifact.ArtifactView;
import io.atelier.generation.JobDebug;
import jakarta.json.JsonObject;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A step of a run as its JSON shows it.
 *
 * @param status that of its newest job; null if it has none
 * @param job its newest job
 * @param debugOutput what each of its jobs did, by the job's id: route, attempts and what they cost
 *     (FR-020); null in lists
 * @param artifacts what it made; null in lists, and to an operator
 */
@JsonbPropertyOrder({
  "run",
  "step",
  "skill",
  "status",
  "job",
  "debugOutput",
  "artifacts",
  "createdAt",
  "links"
})
public record StepView(
    String run,
    String step,
    String skill,
    @Nullable String status,
    @Nullable UUID job,
    @Schema(
            implementation = Object.class,
            type = SchemaType.OBJECT,
            additionalProperties = JobDebug.class)
        @Nullable JsonObject debugOutput,
    @Nullable List<ArtifactView> artifacts,
    Instant createdAt,
    Map<String, URI> links) {}
