package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A job in hand: what its next exchange with the provider needs, and the version that proves it is
 * still ours.
 *
 * @param create the create that it is at
 * @param repeated whether the create may have been sent before, by a node that is gone; what is
 *     made in this process, whether it may have been begun
 * @param cancelling whether its provider is to be told to stop it
 */
record Work(
    UUID job,
    long version,
    QueueKey queue,
    GenerationRequest request,
    Create create,
    boolean repeated,
    boolean cancelling,
    Instant deadline,
    Instant leaseUntil) {

  static Work of(GenerationJob job, Lease lease, boolean repeated) {
    Instant deadline = job.deadlineAt();
    if (deadline == null) {
      throw new IllegalStateException("job " + job.id() + " holds no slot");
    }
    return new Work(
        job.id(),
        job.version(),
        job.queue(),
        job.request(),
        Create.of(job.attempt()),
        repeated,
        job.status() == JobStatus.CANCELLING,
        deadline,
        lease.until());
  }

  /** Whether its create may have been accepted and nobody heard as which task. */
  boolean isInDoubt() {
    return repeated && !create.prepared() && handle().isEmpty();
  }

  UUID stage() {
    return create.stage();
  }

  /** What to poll by; empty while the create has no answer. */
  Optional<ProviderHandle> handle() {
    return create.handle();
  }
}
