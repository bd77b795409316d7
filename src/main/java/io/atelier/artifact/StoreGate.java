package io.atelier.artifact;

import io.atelier.storage.StoreState;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Whether this node can keep what jobs make; while it cannot, it takes none. */
@Dependent
public class StoreGate {
  private final StoreState state;

  @Inject
  StoreGate(StoreState state) {
    this.state = state;
  }

  /** Whether jobs may be taken. */
  public boolean open() {
    return state.writable();
  }
}
