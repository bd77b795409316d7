package io.atelier.artifact;

import io.atelier.artifact.UsageReport.TenantUsage;
import io.atelier.tenant.TenantTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * The gauges {@code atelier_storage_logical_bytes} and {@code atelier_storage_physical_bytes} by
 * tenant (US5.2), as they were when last refreshed.
 *
 * <p>Every node has them, for each is scraped by itself, and they say the same: take the maximum
 * over nodes, not the sum. The largest tenants are told by name and the rest under {@code _other},
 * which no tenant can be called, so that no number of tenants makes too many series.
 */
@ApplicationScoped
class UsageMetrics {
  static final String LOGICAL = "atelier_storage_logical_bytes";
  static final String PHYSICAL = "atelier_storage_physical_bytes";

  @Inject UsageReport report;
  @Inject MetricRegistry registry;

  private volatile Map<String, TenantUsage> usages = Map.of();

  /** Sums up usage anew; gauges of tenants that have nothing any more go. */
  void refresh() {
    show(TenantTags.MOST);
  }

  synchronized void show(int mostTenants) {
    Map<String, TenantUsage> now = new HashMap<>();
    report.largest(mostTenants, TenantTags.OTHERS).forEach(usage -> now.put(usage.name(), usage));
    Set<String> gone = new HashSet<>(usages.keySet());
    usages = Map.copyOf(now);
    for (String tenant : now.keySet()) {
      if (!gone.remove(tenant)) {
        gauge(LOGICAL, "Bytes of all artifacts", tenant, TenantUsage::logicalBytes);
        gauge(PHYSICAL, "Bytes of all files", tenant, TenantUsage::physicalBytes);
      }
    }
    for (String tenant : gone) {
      registry.remove(new MetricID(LOGICAL, tag(tenant)));
      registry.remove(new MetricID(PHYSICAL, tag(tenant)));
    }
  }

  private void gauge(
      String name, String description, String tenant, ToLongFunction<TenantUsage> bytes) {
    registry.gauge(
        Metadata.builder().withName(name).withDescription(description).build(),
        () -> {
          TenantUsage usage = usages.get(tenant);
          return usage == null ? 0L : bytes.applyAsLong(usage);
        },
        tag(tenant));
  }

  private static Tag tag(String tenant) {
    return new Tag("tenant", tenant);
  }
}
