package io.atelier.generation;

import static io.atelier.problem.SharedJson.JSON;

import io.atelier.artifact.Artifact;
import io.atelier.event.EventHistory;
import io.atelier.event.EventType;
import io.atelier.event.NewEvent;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the history what becomes of jobs, in the transaction in which it becomes of them. */
@Dependent
class JobEvents {
  private final EventHistory history;
  private final JobStore jobs;
  @Inject JobTraces traces;

  @Inject
  JobEvents(EventHistory history, JobStore jobs) {
    this.history = history;
    this.jobs = jobs;
  }

  /** Where a job is now; as {@link #record(List)}. */
  void record(GenerationJob job) {
    jobs.flush(); // the job's row first, whose lock puts its events in order
    record(List.of(new Told(job, null)));
  }

  /**
   * Where jobs are now: accepted, back in a queue, or at their end; while they run, nothing. Their
   * rows are written, and locked.
   */
  void record(List<Told> told) {
    history.append(told.stream().flatMap(one -> event(one).stream()).toList());
    traces.changed(told.stream().map(Told::job).toList());
  }

  private Optional<NewEvent> event(Told told) {
    GenerationJob job = told.job();
    return switch (job.status()) {
      case PENDING -> Optional.of(event(job, waiting(job), null));
      case PROCESSING -> Optional.empty();
      case CANCELLING -> Optional.of(event(job, EventType.JOB_CANCELLING, null));
      case COMPLETED -> Optional.of(event(job, EventType.JOB_COMPLETED, told.made()));
      case FAILED -> Optional.of(event(job, EventType.JOB_FAILED, null));
      case TIMED_OUT -> Optional.of(event(job, EventType.JOB_TIMED_OUT, null));
      case CANCELLED -> Optional.of(event(job, EventType.JOB_CANCELLED, null));
    };
  }

  /** Jobs got a slot. */
  void started(List<GenerationJob> started) {
    history.append(started.stream().map(job -> event(job, EventType.JOB_STARTED, null)).toList());
  }

  /** An attempt that was given up delivered all the same. */
  void late(GenerationJob job, Artifact late) {
    jobs.flush();
    history.append(event(job, EventType.ARTIFACT_LATE, late));
    traces.late(job);
  }

  private static EventType waiting(GenerationJob job) {
    if (job.attempts().isEmpty()) {
      return EventType.JOB_ACCEPTED;
    }
    return job.attempt().provider().equals(job.queue().provider())
        ? EventType.JOB_REQUEUED
        : EventType.JOB_FAILED_OVER;
  }

  private static NewEvent event(GenerationJob job, EventType type, @Nullable Artifact artifact) {
    JsonObjectBuilder data =
        JSON.createObjectBuilder()
            .add("status", job.status().name())
            .add("skill", job.spec().skill())
            .add("kind", job.spec().kind().jsonName())
            .add("provider", job.queue().provider())
            .add(
                "attempt",
                job.attempts().isEmpty() ? JsonValue.NULL : JSON.createValue(job.attempt().no()))
            .add("error", job.error().map(JobEvents::error).orElse(JsonValue.NULL))
            .add("artifact", artifact == null ? JsonValue.NULL : shown(artifact));
    return new NewEvent(
        type, job.tenant(), job.run().value(), job.step().value(), job.id(), data.build());
  }

  private static JsonValue error(JobError error) {
    JsonObjectBuilder shown =
        JSON.createObjectBuilder().add("code", error.code()).add("message", error.message());
    shown.add(
        "provider", error.provider() == null ? JsonValue.NULL : JSON.createValue(error.provider()));
    return shown.add("retryable", error.retryable()).build();
  }

  private static JsonValue shown(Artifact artifact) {
    return JSON.createObjectBuilder()
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
