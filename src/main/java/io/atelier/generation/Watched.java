package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import java.util.UUID;

/**
 * A watched attempt in hand, and the fence that proves it is still ours.
 *
 * @param queue whose threads look after it; it holds no slot of it
 */
record Watched(
    UUID attempt,
    UUID job,
    long fence,
    QueueKey queue,
    GenerationRequest request,
    ProviderHandle handle) {}
