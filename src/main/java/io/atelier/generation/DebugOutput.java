package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run step keeps of a job for whoever has to explain it: every attempt and its cost. */
@Dependent
class DebugOutput {
  private final Jsonb json;

  @Inject
  DebugOutput(Jsonb json) {
    this.json = json;
  }

  /** A JSON object. */
  String of(GenerationJob job) {
    return json.toJson(
        new Entry(
            job.skill(),
            job.status().name(),
            job.route(),
            JobViews.attempts(job),
            job.error().orElse(null),
            job.createdAt(),
            job.startedAt(),
            job.settledAt()));
  }

  /** One job's part of a step's debug output. */
  @JsonbPropertyOrder({
    "skill",
    "status",
    "route",
    "attempts",
    "error",
    "queuedAt",
    "startedAt",
    "settledAt"
  })
  public record Entry(
      String skill,
      String status,
      List<String> route,
      List<AttemptView> attempts,
      @Nullable JobError error,
      Instant queuedAt,
      @Nullable Instant startedAt,
      @Nullable Instant settledAt) {}
}
