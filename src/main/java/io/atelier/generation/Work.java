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
 * @param stage the key of the create
 * @param submittedAt when the create was first about to be sent
 * @param handle what to poll by; empty while the create has no answer
 * @param repeated whether the create may have been sent before, by a node that is gone
 * @param cancelling whether its provider is to be told to stop it
 */
record Work(
    UUID job,
    long version,
    QueueKey queue,
    GenerationRequest request,
    UUID stage,
    Instant submittedAt,
    Optional<ProviderHandle> handle,
    boolean repeated,
    boolean cancelling,
    Instant deadline,
    Instant leaseUntil) {

  static Work of(GenerationJob job, Lease lease, boolean repeated) {
    Stage stage = job.attempt().stage();
    Instant deadline = job.deadlineAt();
    if (deadline == null) {
      throw new IllegalStateException("job " + job.id() + " holds no slot");
    }
    return new Work(
        job.id(),
        job.version(),
        job.queue(),
        job.request(),
        stage.id(),
        stage.submittedAt(),
        stage.handle(),
        repeated,
        job.status() == JobStatus.CANCELLING,
        deadline,
        lease.until());
  }
}
