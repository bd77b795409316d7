package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import io.atelier.telemetry.Trace;
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
 * @param trace what it is part of
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
    Instant leaseUntil,
    Trace trace) {

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
        lease.until(),
        job.trace());
  }

  /** The same, after its row was changed by whoever has it in hand. */
  Work ofVersion(long newVersion) {
    return new Work(
        job, newVersion, queue, request, create, repeated, cancelling, deadline, leaseUntil, trace);
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
