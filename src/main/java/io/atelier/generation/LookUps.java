package io.atelier.generation;

import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.Submission;
import io.atelier.provider.TaskLookup;
import io.atelier.provider.TaskLookup.Finding;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Looks for creates of unknown outcome in their providers' lists. Where a list does not name our
 * creates, a task is taken for ours only if it is the only one that fits and is nobody's, and no
 * other create that may have become it is in doubt.
 */
@Dependent
class LookUps {
  private static final Logger LOG = System.getLogger(LookUps.class.getName());

  // A create that was sent this long before another one was is not listed after it.
  private static final Duration APART = Duration.ofMinutes(5);

  private final DoubtfulCreates creates;

  @Inject
  LookUps(DoubtfulCreates creates) {
    this.creates = creates;
  }

  /** What the list of that provider shows of a create, and our own rows of what is in the list. */
  Finding find(ProviderAdapter provider, Submission submission, Instant submittedAt) {
    if (!(provider instanceof TaskLookup list)) {
      return new Finding.Unclear(provider.name() + " offers a list and has none");
    }
    try {
      Finding found = list.lookUp(submission, submittedAt);
      return found instanceof Finding.Fitting fitting
          ? only(provider.name(), list, submission, fitting.handles(), submittedAt)
          : found;
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "A look into the list of " + provider.name() + " failed", e);
      return new Finding.Unclear("the look-up ended with " + e.getClass().getSimpleName());
    }
  }

  private Finding only(
      String provider,
      TaskLookup list,
      Submission submission,
      List<ProviderHandle> fitting,
      Instant submittedAt) {
    Workspace none = submission.workspace();
    String likeness = list.likeness(submission);
    // First, or the answer to one that is on its way would come between: its task would still be
    // nobody's, and it no longer in doubt.
    long alike =
        creates.inDoubt(provider, submittedAt.minus(APART)).stream()
            .map(create -> create.submission(none))
            .filter(other -> list.likeness(other).equals(likeness))
            .count();
    List<ProviderHandle> nobodys = creates.nobodys(provider, fitting);
    if (nobodys.isEmpty()) {
      return new Finding.Absent();
    }
    return nobodys.size() == 1 && alike == 1
        ? new Finding.Found(nobodys.get(0))
        : new Finding.Unclear(
            "%d tasks may be it, and %d creates theirs".formatted(nobodys.size(), alike));
  }
}
