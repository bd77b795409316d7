package io.atelier.generation;

import io.atelier.generation.LedgerProvider.Fault;
import io.atelier.generation.LedgerProvider.State;
import io.atelier.provider.SubmissionGuarantee;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The state machine of a job in a few lines, without a database, leases or threads: which status an
 * exchange leads to, given what the provider is going to say.
 */
final class ReferenceModel {
  private static final int CREATE_TRIES = 4;

  private final SubmissionGuarantee guarantee;
  private final Duration lookUpGrace;
  private final Map<UUID, Integer> refusals = new HashMap<>();
  private final Set<UUID> failed = new HashSet<>();

  ReferenceModel(SubmissionGuarantee guarantee, Duration lookUpGrace) {
    this.guarantee = guarantee;
    this.lookUpGrace = lookUpGrace;
  }

  /**
   * What is known of the provider when the exchange begins.
   *
   * @param followed whether another create follows the task of the handle
   */
  record Situation(
      Optional<Fault> nextFault,
      Optional<State> taskOfHandle,
      boolean followed,
      boolean keyKnown,
      boolean silent,
      boolean stops) {}

  /** The status that the exchange leads to. */
  JobStatus after(Work work, Situation now, Instant time) {
    return work.cancelling()
        ? cancelling(work, now, time)
        : work.handle().isPresent()
            ? polled(work, now, time)
            : work.create().prepared()
                ? nextStage(work, now, time)
                : work.repeated() ? foundOut(work, now, time) : first(work, now, time);
  }

  private JobStatus nextStage(Work work, Situation now, Instant time) {
    return time.isBefore(work.deadline()) ? created(work, now, time, false) : JobStatus.TIMED_OUT;
  }

  // What nobody came to send in its time waits for another slot.
  private JobStatus first(Work work, Situation now, Instant time) {
    return time.isBefore(work.deadline()) ? created(work, now, time, false) : JobStatus.PENDING;
  }

  private static JobStatus cancelling(Work work, Situation now, Instant time) {
    boolean unclear = !now.stops();
    return unclear && time.isBefore(work.deadline()) ? JobStatus.CANCELLING : JobStatus.CANCELLED;
  }

  private JobStatus polled(Work work, Situation now, Instant time) {
    if (now.silent()) {
      return stillOrOver(work, time);
    }
    return switch (now.taskOfHandle().orElseThrow()) {
      case RUNNING -> stillOrOver(work, time);
      case DONE -> now.followed() ? JobStatus.PROCESSING : JobStatus.COMPLETED;
      case BROKEN, CANCELLED -> failed(work);
    };
  }

  // Once more, where nothing before it was paid.
  private JobStatus failed(Work work) {
    return work.create().isFirst() && failed.add(work.job()) ? JobStatus.PENDING : JobStatus.FAILED;
  }

  private JobStatus foundOut(Work work, Situation now, Instant time) {
    return switch (guarantee) {
      case NONE -> JobStatus.FAILED;
      case REPLAY, REJECT -> created(work, now, time, true);
      case LOOKUP -> {
        if (now.silent()) {
          yield stillOrOver(work, time);
        }
        if (now.keyKnown()) {
          yield JobStatus.PROCESSING;
        }
        yield time.isBefore(work.create().submittedAt().plus(lookUpGrace))
            ? stillOrOver(work, time)
            : refused(work, time);
      }
    };
  }

  private JobStatus created(Work work, Situation now, Instant time, boolean repeated) {
    if (now.nextFault().isPresent() && repeated) {
      return stillOrOver(work, time); // turned away or lost, it says nothing of the first
    }
    if (now.nextFault().isPresent()) {
      return switch (now.nextFault().get()) {
        case LOST_BEFORE, LOST_AFTER ->
            guarantee == SubmissionGuarantee.NONE ? JobStatus.FAILED : stillOrOver(work, time);
        case REFUSED -> refused(work, time);
        case THROTTLED, UNSENT -> waiting(work, time);
      };
    }
    refusals.remove(work.job());
    return guarantee == SubmissionGuarantee.REJECT && now.keyKnown()
        ? JobStatus.FAILED
        : JobStatus.PROCESSING;
  }

  private JobStatus refused(Work work, Instant time) {
    return refusals.merge(work.job(), 1, Integer::sum) < CREATE_TRIES
        ? waiting(work, time)
        : JobStatus.FAILED;
  }

  // What is paid already is kept, with the slot.
  private static JobStatus waiting(Work work, Instant time) {
    return work.create().isFirst() ? JobStatus.PENDING : stillOrOver(work, time);
  }

  private static JobStatus stillOrOver(Work work, Instant time) {
    return time.isBefore(work.deadline()) ? JobStatus.PROCESSING : JobStatus.TIMED_OUT;
  }
}
