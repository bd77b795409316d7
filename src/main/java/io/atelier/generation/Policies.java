package io.atelier.generation;

import io.atelier.provider.MediaKind;
import io.atelier.tenant.RememberedSettings;
import io.atelier.tenant.TenantCache;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * How jobs are run: as configured for their kind, for their provider, and as an operator set for
 * their tenant; the nearer word counts. Thread-safe.
 */
@ApplicationScoped
class Policies implements RememberedSettings {
  @Inject GenerationSettings settings;
  @Inject TenantPolicies stored;

  private final TenantCache<TenantPolicy> tenants = new TenantCache<>(asked -> stored.load(asked));

  /** The policy of that queue. */
  KindPolicy of(QueueKey queue) {
    return tenants
        .get(queue.tenant())
        .over(settings.policy(queue.kind(), queue.provider()), queue.kind());
  }

  /** The route and limits of a kind, before a provider is chosen. */
  KindPolicy of(TenantId tenant, MediaKind kind) {
    return tenants.get(tenant).over(settings.policy(kind), kind);
  }

  /** A tenant's policy was changed on this node. */
  void changed(TenantId tenant) {
    tenants.reload(tenant);
  }

  @Override
  public void refresh() {
    tenants.refresh();
  }
}
