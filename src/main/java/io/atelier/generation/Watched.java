package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import io.atelier.telemetry.Trace;
import java.util.Optional;
import java.util.UUID;

/**
 * A watched attempt in hand, and the fence that proves it is still ours.
 *
 * @param queue whose threads look after it; it holds no slot of it
 * @param create the create that it is at
 * @param cancelled whether nobody wants its result any more
 * @param trace what its job is part of
 */
record Watched(
    UUID attempt,
    UUID job,
    long fence,
    QueueKey queue,
    GenerationRequest request,
    Create create,
    boolean cancelled,
    Trace trace) {

  UUID stage() {
    return create.stage();
  }

  /** What to poll by; empty while it is not known whether the create was accepted. */
  Optional<ProviderHandle> handle() {
    return create.handle();
  }
}
