package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import io.atelier.telemetry.Trace;
import java.util.Optional;
import java.util.UUID;

/**
 * A watched create in hand, and the fence that proves it is still ours.
 *
 * @param id what it is leased and fenced by: its attempt, or, where that went on without it, itself
 * @param queue whose threads look after it; it holds no slot of it
 * @param create the create that it is at
 * @param cancelled whether nobody wants its result any more
 * @param trace what its job is part of
 */
record Watched(
    UUID id,
    UUID job,
    long fence,
    QueueKey queue,
    GenerationRequest request,
    Create create,
    boolean cancelled,
    Trace trace) {

  UUID attempt() {
    return create.attempt();
  }

  /** Whether it was made again within its attempt, which says nothing of it then. */
  boolean isSuperseded() {
    return id.equals(stage());
  }

  UUID stage() {
    return create.stage();
  }

  /** What to poll by; empty while it is not known whether the create was accepted. */
  Optional<ProviderHandle> handle() {
    return create.handle();
  }
}
