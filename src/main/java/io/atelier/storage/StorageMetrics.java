package io.atelier.storage;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;

/** Shows the store's state to whoever watches this node. */
@Dependent
class StorageMetrics {
  private final MetricRegistry registry;
  private final StoreState state;
  private final FreeSpace space;

  @Inject
  StorageMetrics(MetricRegistry registry, StoreState state, FreeSpace space) {
    this.registry = registry;
    this.state = state;
    this.space = space;
  }

  void register() {
    registry.gauge("atelier_storage_writable", () -> state.writable() ? 1 : 0);
    registry.gauge("atelier_storage_free_bytes", space::last);
  }
}
