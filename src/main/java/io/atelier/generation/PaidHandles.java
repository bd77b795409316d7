package io.atelier.generation;

import io.atelier.provider.ProviderHandle;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.temporal.ChronoUnit;
import org.eclipse.microprofile.faulttolerance.Retry;

/**
 * Records handles that only this node knows, trying again for some seconds: a database that
 * restarts is back by then, and nobody else could find what was paid for.
 */
@Dependent
class PaidHandles {
  private static final Logger LOG = System.getLogger(PaidHandles.class.getName());

  private final LateAnswers answers;

  @Inject
  PaidHandles(LateAnswers answers) {
    this.answers = answers;
  }

  /** Records what a create is polled by, whatever became of its job; each try is a transaction. */
  @Retry(
      maxRetries = 10,
      delay = 1000,
      jitter = 200,
      maxDuration = 1,
      durationUnit = ChronoUnit.MINUTES)
  void keep(Work work, ProviderHandle handle) {
    try {
      answers.accepted(work, handle);
    } catch (RuntimeException e) {
      LOG.log(
          Level.WARNING,
          "Create %s is task %s of %s, which could not be recorded"
              .formatted(work.stage(), handle.id(), work.queue().provider()),
          e);
      throw e;
    }
  }
}
