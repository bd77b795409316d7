package io.atelier.generation;

import io.atelier.artifact.JsonTextConverter;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.telemetry.Trace;
import io.atelier.tenant.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Transient;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a job is to make, for whom and by whom: as it was accepted, and never changed after. */
@Embeddable
class JobSpec {
  /** Its columns, in the order of {@link #values}. */
  static final List<String> COLUMNS =
      List.of(
          "tenant_id",
          "run_id",
          "step_id",
          "skill",
          "kind",
          "request",
          "metadata",
          "route",
          "passed_over",
          "priority",
          "asked_millis",
          "created_at",
          "retry_of",
          "traceparent");

  @Column(name = "tenant_id")
  private String tenant;

  @Column(name = "run_id")
  private String run;

  @Column(name = "step_id")
  private String step;

  private String skill;

  @Enumerated(EnumType.STRING)
  private MediaKind kind;

  /** Null until somebody asks, where the row was read by {@link JobRows}. */
  @Convert(converter = RequestConverter.class)
  private @Nullable GenerationRequest request;

  @Transient private @Nullable String requestText;

  /** The workflow's own, opaque; a JSON object. */
  @Convert(converter = JsonTextConverter.class)
  private @Nullable String metadata;

  /** The providers to try, in order, joined by commas. */
  private String route;

  /** Who was configured and is not on the route, with reasons; a JSON array. */
  @Convert(converter = JsonTextConverter.class)
  @Column(name = "passed_over")
  private @Nullable String passedOver;

  private short priority;

  /** The shorter time that its workflow asked for. */
  @Column(name = "asked_millis")
  private @Nullable Long askedMillis;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "retry_of")
  private @Nullable UUID retryOf;

  /** Its caller's trace; null where it named none. */
  private @Nullable String traceparent;

  /** For the persistence provider. */
  protected JobSpec() {}

  /**
   * An order as it is accepted.
   *
   * @param retryOf the job that this is to make up for, or null
   */
  JobSpec(JobOrder order, Route route, @Nullable UUID retryOf, Instant now) {
    Duration asked = order.deadline();
    this.tenant = order.tenant().value();
    this.run = order.run().value();
    this.step = order.step().value();
    this.skill = order.skill();
    this.kind = order.request().kind();
    this.request = order.request();
    this.metadata = order.metadata();
    this.route = route.text();
    this.passedOver = Candidate.written(route.passedOver());
    this.priority = order.priority().rank();
    this.askedMillis = asked == null ? null : asked.toMillis();
    this.createdAt = now;
    this.retryOf = retryOf;
  }

  /** As a job's row says. */
  JobSpec(Row row) throws SQLException {
    this.tenant = row.text("tenant_id");
    this.run = row.text("run_id");
    this.step = row.text("step_id");
    this.skill = row.text("skill");
    this.kind = row.name(MediaKind.class, "kind");
    this.requestText = row.text("request");
    this.metadata = row.textOrNull("metadata");
    this.route = row.text("route");
    this.passedOver = row.textOrNull("passed_over");
    this.priority = (short) row.number("priority");
    this.askedMillis = row.numberOrNull("asked_millis");
    this.createdAt = row.time("created_at");
    this.retryOf = row.idOrNull("retry_of");
    this.traceparent = row.textOrNull("traceparent");
  }

  /** What is in {@link #COLUMNS}. */
  List<@Nullable Object> values() {
    return Arrays.asList(
        tenant,
        run,
        step,
        skill,
        kind,
        new RequestConverter().convertToDatabaseColumn(Objects.requireNonNull(request)),
        metadata,
        route,
        passedOver,
        priority,
        askedMillis,
        createdAt,
        retryOf,
        traceparent);
  }

  /** Being accepted, it becomes part of its caller's trace. */
  void trace(@Nullable Trace caller) {
    traceparent = caller == null ? null : caller.traceparent();
  }

  /** The same once more, of any provider. */
  JobOrder order(UUID job) {
    return new JobOrder(
        tenant(), run(), step(), skill, request(job), priority(), metadata, List.of(), asked());
  }

  TenantId tenant() {
    return new TenantId(tenant);
  }

  RunId run() {
    return new RunId(run);
  }

  StepId step() {
    return new StepId(step);
  }

  String skill() {
    return skill;
  }

  MediaKind kind() {
    return kind;
  }

  /**
   * What is to be made.
   *
   * @param job whose this is
   * @throws UnreadableRequestException naming it, if what is stored cannot be read
   */
  GenerationRequest request(UUID job) {
    if (request == null) {
      request = RequestConverter.read(job, Objects.requireNonNull(requestText));
    }
    return request;
  }

  @Nullable String metadata() {
    return metadata;
  }

  Route route() {
    return Route.of(route);
  }

  /** Who was configured for it and could not make it. */
  List<Candidate> passedOver() {
    return Candidate.read(passedOver);
  }

  Priority priority() {
    return Priority.ofRank(priority);
  }

  /** The longest that one provider may take, where its workflow asked for less than is usual. */
  @Nullable Duration asked() {
    return askedMillis == null ? null : Duration.ofMillis(askedMillis);
  }

  Instant createdAt() {
    return createdAt;
  }

  @Nullable UUID retryOf() {
    return retryOf;
  }

  @Nullable String traceparent() {
    return traceparent;
  }
}
