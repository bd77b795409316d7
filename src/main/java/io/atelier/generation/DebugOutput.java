package io.atelier.generation;

import io.atelier.artifact.MadeArtifact;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import java.util.List;

/** What a run step keeps of a job for whoever has to explain it: every attempt and its cost. */
@Dependent
class DebugOutput {
  private final Jsonb json;
  private final Models models;

  @Inject
  DebugOutput(Jsonb json, Models models) {
    this.json = json;
    this.models = models;
  }

  /**
   * A JSON object.
   *
   * @param made what is kept of it
   */
  String of(GenerationJob job, List<MadeArtifact> made) {
    return json.toJson(
        new JobDebug(
            job.spec().skill(),
            job.status().name(),
            RequestJson.of(job.request()),
            job.spec().route().providers(),
            job.spec().passedOver(),
            attempts(job),
            made,
            job.error().orElse(null),
            job.createdAt(),
            job.startedAt(),
            job.settledAt()));
  }

  private List<AttemptRecord> attempts(GenerationJob job) {
    return job.attempts().stream()
        .flatMap(attempt -> AttemptRecord.of(attempt, stage -> models.of(job, attempt, stage)))
        .toList();
  }
}
