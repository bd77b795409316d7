package io.atelier.generation;

import io.atelier.provider.FailureClass;
import java.time.Instant;
import java.util.List;

/**
 * How a job has fared so far at the provider that it is at.
 *
 * @param attempts all of the job's, the last one settled or under way; at least one
 */
record AttemptHistory(List<Attempt> attempts, String provider) {

  /** How often in a row it was refused for now, up to the create that is being made. */
  int refusalsInARow() {
    return refusals().size();
  }

  /** How many of these count against the provider: its own refusals, not for want of room. */
  int countedRefusals() {
    return (int) refusals().stream().filter(Attempt::countsAsRefusal).count();
  }

  /** Since when it is refused for now in a row, or asks for the first time. */
  Instant refusedSince() {
    List<Attempt> refusals = refusals();
    return (refusals.isEmpty() ? last() : refusals.get(0)).startedAt();
  }

  /** Whether a task of it failed there in that way before the one in hand did. */
  boolean failedSoBefore(FailureClass failure) {
    return attempts.subList(0, attempts.size() - 1).stream()
        .filter(one -> one.provider().equals(provider) && !one.wasRefusedForNow())
        .anyMatch(one -> one.failureClass() == failure);
  }

  // The latest last.
  private List<Attempt> refusals() {
    int end = last().isSettled() ? attempts.size() : attempts.size() - 1;
    int from = end;
    while (from > 0 && isRefusal(attempts.get(from - 1))) {
      from--;
    }
    return attempts.subList(from, end);
  }

  private boolean isRefusal(Attempt attempt) {
    return attempt.provider().equals(provider) && attempt.wasRefusedForNow();
  }

  private Attempt last() {
    return attempts.get(attempts.size() - 1);
  }
}
