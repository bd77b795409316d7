package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.provider.ProviderAdapter;
import io.atelier.provider.Providers;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows the queues by kind and provider, and the providers' circuits, as they were when last looked
 * at; never by tenant.
 *
 * <p>Every node has them and they say the same: take the maximum over nodes, not the sum. Only
 * {@code atelier_jobs_in_hand} and {@code atelier_leases_renewed} are a node's own.
 */
@ApplicationScoped
class QueueMetrics {
  @Inject MetricRegistry registry;
  @Inject LiveQueues live;
  @Inject Providers providers;
  @Inject GenerationSettings settings;
  @Inject Leases leases;
  @Inject LeaseRenewal renewal;
  @Inject JobMetrics jobs;
  @Inject CallMetrics calls;

  private final Set<LiveQueues.Key> shown = ConcurrentHashMap.newKeySet();
  private volatile Map<LiveQueues.Key, LiveQueues.Size> queues = Map.of();
  private volatile LiveQueues.Shut shut = new LiveQueues.Shut(Set.of(), Set.of());

  @PostConstruct
  void register() {
    registry.gauge(
        named("atelier_jobs_in_hand", "Jobs that this node works on"), () -> leases.count());
    registry.gauge(
        named(
            "atelier_leases_renewed", "0 while this node takes nothing as it cannot renew leases"),
        this::leasesRenewed);
    for (ProviderAdapter provider : providers.all()) {
      String name = provider.name();
      jobs.show(name);
      calls.show(name);
      Tag tag = new Tag("provider", name);
      registry.gauge(
          named("atelier_provider_circuit_open", "1 while nothing is created at it"),
          () -> shut.open().contains(name) ? 1 : 0,
          tag);
      registry.gauge(
          named("atelier_provider_held", "1 while it wants no creates, by its own Retry-After"),
          () -> shut.held().contains(name) ? 1 : 0,
          tag);
    }
    for (MediaKind kind : MediaKind.values()) {
      settings.policy(kind).providers().forEach(name -> show(new LiveQueues.Key(name, kind)));
    }
  }

  /** As the measure of that name has it. */
  int leasesRenewed() {
    return renewal.lapsed() ? 0 : 1;
  }

  /** Looks how they are now. */
  void refresh() {
    queues = live.sizes();
    shut = live.shut();
    queues.keySet().forEach(this::show); // a tenant may have a route of its own
  }

  private void show(LiveQueues.Key key) {
    if (shown.add(key)) {
      jobs.show(key.kind(), key.provider());
      gauge("atelier_queue_depth", "Jobs that wait for a slot", key, LiveQueues.Size::waiting);
      gauge("atelier_queue_in_flight", "Jobs that hold a slot", key, LiveQueues.Size::running);
      gauge(
          "atelier_queue_oldest_wait_seconds",
          "How long ago the oldest job that waits was accepted",
          key,
          LiveQueues.Size::oldestWait);
    }
  }

  private void gauge(
      String name, String description, LiveQueues.Key key, ToDoubleFunction<LiveQueues.Size> of) {
    registry.gauge(
        named(name, description),
        () -> of.applyAsDouble(queues.getOrDefault(key, LiveQueues.Size.EMPTY)),
        new Tag("provider", key.provider()),
        new Tag("kind", key.kind().jsonName()));
  }

  private static Metadata named(String name, String description) {
    return Metadata.builder().withName(name).withDescription(description).build();
  }
}
