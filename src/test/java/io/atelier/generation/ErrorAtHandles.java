package io.atelier.generation;

import io.atelier.provider.ProviderHandle;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** The handles of a node that is out of memory when a test says so, once. */
@Alternative
@Priority(1)
@Dependent
class ErrorAtHandles extends TaskHandles {
  private static final AtomicBoolean NEXT = new AtomicBoolean();

  @Inject
  ErrorAtHandles(EntityManager entities, NamedLocks locks) {
    super(entities, locks);
  }

  static void next() {
    NEXT.set(true);
  }

  @Override
  boolean claim(ProviderHandle handle, UUID stage, String provider) {
    if (NEXT.getAndSet(false)) {
      throw new OutOfMemoryError("Java heap space");
    }
    return super.claim(handle, stage, provider);
  }
}
