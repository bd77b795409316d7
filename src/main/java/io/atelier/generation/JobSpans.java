package io.atelier.generation;

import io.atelier.provider.FailureClass;
import io.atelier.telemetry.Span;
import io.atelier.telemetry.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job's life as spans, out of what its rows say now:
 *
 * <pre>
 * job
 * ├ accept                   until it was committed
 * ├ queue                    before each attempt
 * ├ attempt                  from its slot to its end
 * │ ├ generate               each create and what its provider made of it; polls are no spans
 * │ │ └ create               the call
 * │ ├ download               the call that found it made, and fetched it
 * │ ├ fit
 * │ └ store
 * └ settle                   until its end was committed
 * </pre>
 */
final class JobSpans {
  private final Trace trace;
  private final UUID job;
  private final JobStatus status;
  private final Instant createdAt;
  private final @Nullable Instant settledAt;
  private final Map<String, String> attributes;
  private final @Nullable String error;
  private final List<Span> attempt;

  JobSpans(GenerationJob job) {
    this.trace = job.trace();
    this.job = job.id();
    this.status = job.status();
    this.createdAt = job.createdAt();
    this.settledAt = job.settledAt();
    this.attributes = attributes(job);
    this.error =
        status == JobStatus.COMPLETED ? null : job.error().map(JobError::code).orElse(null);
    this.attempt = lastAttempt(job);
  }

  private static Map<String, String> attributes(GenerationJob job) {
    Map<String, String> attributes = new HashMap<>();
    attributes.put("atelier.job", job.id().toString());
    attributes.put("atelier.tenant", job.tenant().value());
    attributes.put("atelier.run", job.run().value());
    attributes.put("atelier.step", job.step().value());
    attributes.put("atelier.skill", job.spec().skill());
    attributes.put("atelier.kind", job.spec().kind().jsonName());
    attributes.put("atelier.provider", job.queue().provider());
    attributes.put("atelier.status", job.status().name());
    attributes.put("atelier.attempts", String.valueOf(job.attempts().size()));
    return attributes;
  }

  /** What is over by that time, at which the job became what it is. */
  List<Span> over(Instant now) {
    String root = Span.id(job);
    List<Span> over = new ArrayList<>(attempt);
    if (isNew()) {
      over.add(Span.part("accept", trace, root, createdAt, now, Map.of()));
    }
    if (settledAt != null) {
      over.add(Span.part("settle", trace, root, settledAt, now, Map.of()));
      over.add(new Span("job", trace, root, null, createdAt, now, attributes, error));
    }
    return over;
  }

  /** What came for it after its end. */
  List<Span> late(Instant now) {
    Instant from = settledAt == null ? now : settledAt;
    return List.of(Span.part("late", trace, Span.id(job), from, now, Map.of()));
  }

  private boolean isNew() {
    return status == JobStatus.PENDING && attempt.isEmpty();
  }

  /** A part of the attempt that a job in hand is at. */
  static Span part(String name, Work work, Instant from, Instant to) {
    return Span.part(
        name,
        work.trace(),
        Span.id(work.create().attempt()),
        from,
        to,
        Map.of("atelier.provider", work.queue().provider()));
  }

  // Nothing if it is not over, or was told of before: a job that ends while it waits.
  private static List<Span> lastAttempt(GenerationJob job) {
    if (job.attempts().isEmpty()) {
      return List.of();
    }
    Attempt last = job.attempt();
    Instant end = last.settledAt();
    Instant jobEnd = job.settledAt();
    if (end == null || (jobEnd != null && jobEnd.isAfter(end))) {
      return List.of();
    }
    String id = Span.id(last.id());
    Trace trace = job.trace();
    FailureClass failure = last.failureClass();
    List<Span> spans = new ArrayList<>();
    spans.add(
        Span.part(
            "queue", trace, Span.id(job.id()), waitingSince(job), last.startedAt(), Map.of()));
    spans.add(
        new Span(
            "attempt",
            trace,
            id,
            Span.id(job.id()),
            last.startedAt(),
            end,
            Map.of(
                "atelier.provider", last.provider(),
                "atelier.attempt", String.valueOf(last.no()),
                "atelier.status", last.status().name()),
            failure == null ? null : failure.name()));
    last.stages().forEach(stage -> spans.addAll(creates(trace, last, stage)));
    return spans;
  }

  private static Instant waitingSince(GenerationJob job) {
    List<Attempt> attempts = job.attempts();
    Instant before = attempts.size() < 2 ? null : attempts.get(attempts.size() - 2).settledAt();
    return before == null ? job.createdAt() : before;
  }

  private static List<Span> creates(Trace trace, Attempt of, Stage stage) {
    Instant submitted = stage.submittedAt();
    if (submitted == null) {
      return List.of(); // it was never sent
    }
    Instant end = endOf(of, stage);
    Instant answered = stage.answeredAt() == null ? end : stage.answeredAt();
    StageOutcome outcome = stage.outcome();
    String refusal = outcome == StageOutcome.ACCEPTED || outcome == null ? null : outcome.name();
    List<Span> spans = new ArrayList<>();
    spans.add(
        new Span(
            "create",
            trace,
            null,
            Span.id(stage.id()),
            submitted,
            answered,
            Map.of("atelier.provider", of.provider()),
            refusal));
    if (of.status() != AttemptStatus.SUCCEEDED || stage.no() < of.stages().size()) {
      spans.add(generated(trace, of.id(), stage.id(), of.provider(), submitted, end));
    }
    return spans;
  }

  /** What the create of work in hand came to, until it was made; told by whoever sees that. */
  static Span generated(Work work, Instant until) {
    Create create = work.create();
    return generated(
        work.trace(),
        create.attempt(),
        create.stage(),
        work.queue().provider(),
        create.submittedAt(),
        until);
  }

  private static Span generated(
      Trace trace, UUID attempt, UUID stage, String provider, Instant from, Instant to) {
    return new Span(
        "generate",
        trace,
        Span.id(stage),
        Span.id(attempt),
        from,
        to,
        Map.of("atelier.provider", provider),
        null);
  }

  // The create after it was sent when it was done.
  private static Instant endOf(Attempt attempt, Stage stage) {
    List<Stage> stages = attempt.stages();
    Instant next =
        stage.no() < stages.size() ? stages.get(stage.no()).submittedAt() : attempt.readyAt();
    Instant end = attempt.settledAt();
    return next != null ? next : end != null ? end : attempt.startedAt();
  }
}
