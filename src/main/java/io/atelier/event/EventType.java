package io.atelier.event;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What can happen, by the names clients see; names are part of the API: added, never renamed.
 *
 * <p>A job's life is {@code job.accepted}, then {@code job.started} and perhaps {@code
 * job.requeued} or {@code job.failed_over} and {@code job.started} again, perhaps {@code
 * job.cancelling}, then exactly one of those that end it. {@code artifact.late} may follow.
 */
public enum EventType {
  /** It is committed and waits for a slot. */
  JOB_ACCEPTED("job.accepted", false),
  /** It got a slot, and an attempt at a provider begins. */
  JOB_STARTED("job.started", false),
  /** Its provider takes nothing right now; it waits again. */
  JOB_REQUEUED("job.requeued", false),
  /** Its provider could not make it; it waits for the next one on its route. */
  JOB_FAILED_OVER("job.failed_over", false),
  /** Its tenant wants it no more; its provider is being told. */
  JOB_CANCELLING("job.cancelling", false),
  /** Its asset is stored. */
  JOB_COMPLETED("job.completed", true),
  /** It cannot be made. */
  JOB_FAILED("job.failed", true),
  /** Its deadline passed. */
  JOB_TIMED_OUT("job.timed_out", true),
  /** Its tenant wants it no more. */
  JOB_CANCELLED("job.cancelled", true),
  /** What a given-up attempt still delivered is stored. */
  ARTIFACT_LATE("artifact.late", false),
  /**
   * What a tenant spends in a day or month, with what is kept back for it, reached a soft limit.
   */
  BUDGET_SOFT_LIMIT("budget.soft_limit_reached", false),
  /** A receiver is gone, or failed for too long: it is told nothing any more. */
  WEBHOOK_DISABLED("webhook.disabled", false);

  /** The names of those that end a job, joined by commas. */
  static final String ENDS =
      Arrays.stream(values())
          .filter(EventType::endsJob)
          .map(EventType::jsonName)
          .collect(Collectors.joining(","));

  private final String jsonName;
  private final boolean endsJob;

  EventType(String jsonName, boolean endsJob) {
    this.jsonName = jsonName;
    this.endsJob = endsJob;
  }

  /** The name in JSON and in the database. */
  public String jsonName() {
    return jsonName;
  }

  /** Whether it is a job's final status. */
  boolean endsJob() {
    return endsJob;
  }

  /** The type of that name, or empty where there is none. */
  static Optional<EventType> named(String name) {
    return Arrays.stream(values()).filter(type -> type.jsonName.equals(name)).findFirst();
  }
}
