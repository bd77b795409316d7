package io.atelier.generation;

import io.atelier.artifact.MadeArtifact;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.bind.Jsonb;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a run step keeps of a job for whoever has to explain it: every attempt and its cost. */
@Dependent
class DebugOutput {
  private final Jsonb json;
  private final Providers providers;

  @Inject
  DebugOutput(Jsonb json, Providers providers) {
    this.json = json;
    this.providers = providers;
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
        .flatMap(attempt -> AttemptRecord.of(attempt, ordinal -> model(job, attempt, ordinal)))
        .toList();
  }

  private @Nullable String model(GenerationJob job, Attempt attempt, int ordinal) {
    return providers
        .find(attempt.provider())
        .flatMap(provider -> provider.model(job.request(), ordinal))
        .orElse(null);
  }
}
