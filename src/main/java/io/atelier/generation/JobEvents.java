package io.atelier.generation;

import io.atelier.artifact.Artifact;
import io.atelier.artifact.ArtifactRole;
import io.atelier.artifact.ArtifactStore;
import io.atelier.event.EventHistory;
import io.atelier.event.EventType;
import io.atelier.event.NewEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;

/** Tells the history what becomes of jobs, in the transaction in which it becomes of them. */
@Dependent
class JobEvents {
  private final EventHistory history;
  private final ArtifactStore artifacts;
  private final JobStore jobs;

  @Inject
  JobEvents(EventHistory history, ArtifactStore artifacts, JobStore jobs) {
    this.history = history;
    this.artifacts = artifacts;
    this.jobs = jobs;
  }

  /** Where a job is now: accepted, back in a queue, or at its end; while it runs, nothing. */
  void record(GenerationJob job) {
    switch (job.status()) {
      case PENDING -> append(job, waiting(job));
      case PROCESSING, CANCELLING -> {}
      case COMPLETED -> append(job, EventType.JOB_COMPLETED);
      case FAILED -> append(job, EventType.JOB_FAILED);
      case TIMED_OUT -> append(job, EventType.JOB_TIMED_OUT);
      case CANCELLED -> append(job, EventType.JOB_CANCELLED);
    }
  }

  /** A job got a slot. */
  void started(GenerationJob job) {
    append(job, EventType.JOB_STARTED);
  }

  /** An attempt that was given up delivered all the same. */
  void late(GenerationJob job) {
    append(job, EventType.ARTIFACT_LATE);
  }

  private static EventType waiting(GenerationJob job) {
    if (job.attempts().isEmpty()) {
      return EventType.JOB_ACCEPTED;
    }
    return job.attempt().provider().equals(job.queue().provider())
        ? EventType.JOB_REQUEUED
        : EventType.JOB_FAILED_OVER;
  }

  private void append(GenerationJob job, EventType type) {
    jobs.flush(); // the job's row first, whose lock puts its events in order
    JsonObjectBuilder data =
        Json.createObjectBuilder()
            .add("status", job.status().name())
            .add("skill", job.skill())
            .add("kind", job.request().kind().jsonName())
            .add("provider", job.queue().provider())
            .add(
                "attempt",
                job.attempts().isEmpty() ? JsonValue.NULL : Json.createValue(job.attempt().no()))
            .add("error", job.error().map(JobEvents::error).orElse(JsonValue.NULL))
            .add("artifact", artifact(job, type));
    history.append(
        new NewEvent(
            type, job.tenant(), job.run().value(), job.step().value(), job.id(), data.build()));
  }

  private static JsonValue error(JobError error) {
    JsonObjectBuilder shown =
        Json.createObjectBuilder().add("code", error.code()).add("message", error.message());
    shown.add(
        "provider", error.provider() == null ? JsonValue.NULL : Json.createValue(error.provider()));
    return shown.add("retryable", error.retryable()).build();
  }

  private JsonValue artifact(GenerationJob job, EventType type) {
    return switch (type) {
      case JOB_COMPLETED -> artifact(job, ArtifactRole.MAIN);
      case ARTIFACT_LATE -> artifact(job, ArtifactRole.LATE);
      default -> JsonValue.NULL;
    };
  }

  private JsonValue artifact(GenerationJob job, ArtifactRole role) {
    return artifacts.madeBy(job.id()).stream()
        .filter(artifact -> artifact.role() == role)
        .reduce((before, last) -> last)
        .map(JobEvents::shown)
        .orElse(JsonValue.NULL);
  }

  private static JsonValue shown(Artifact artifact) {
    return Json.createObjectBuilder()
        .add("id", artifact.id().toString())
        .add("uri", artifact.uri())
        .add("type", artifact.type().jsonName())
        .add("role", artifact.role().jsonName())
        .add("mime_type", artifact.mimeType())
        .add("sha256", artifact.sha256())
        .add("size_bytes", artifact.sizeBytes())
        .build();
  }
}
