package io.atelier.generation;

import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The gauges {@code atelier_provider_paused} by provider and {@code atelier_admission_paused}, the
 * same on every node, and {@code atelier_node_draining}: 1 while it is so, as of a second ago.
 */
@ApplicationScoped
class PauseMetrics {
  @Inject MetricRegistry registry;
  @Inject Providers providers;
  @Inject Pauses pauses;
  @Inject ThisNode node;

  private volatile Set<String> paused = Set.of();

  @PostConstruct
  void register() {
    for (ProviderAdapter provider : providers.all()) {
      String name = provider.name();
      registry.gauge(
          "atelier_provider_paused",
          () -> paused.contains(name) ? 1 : 0,
          new Tag("provider", name));
    }
    registry.gauge("atelier_admission_paused", () -> paused.contains(Pauses.ADMISSION) ? 1 : 0);
    registry.gauge("atelier_node_draining", () -> node.draining() ? 1 : 0);
  }

  /** Looks what is paused. */
  void refresh() {
    paused = Set.copyOf(pauses.all().keySet());
  }
}
