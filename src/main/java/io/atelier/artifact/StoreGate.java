package io.atelier.artifact;

import io.atelier.storage.FreeSpace;
import io.atelier.storage.StoreState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Whether this node can keep what jobs make; while it cannot, it takes none. */
@Dependent
public class StoreGate {
  private final StoreState state;
  private final FreeSpace space;

  @Inject
  StoreGate(StoreState state, FreeSpace space) {
    this.state = state;
    this.space = space;
  }

  /** Whether jobs may be taken. */
  public boolean open() {
    return state.writable();
  }

  /** How many bytes are free in the store, as last looked; null where not known. */
  public @Nullable Long freeBytes() {
    double free = space.last();
    return Double.isNaN(free) ? null : (long) free;
  }
}
