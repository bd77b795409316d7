package io.atelier.artifact;

import io.atelier.tenant.RecentReading;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Map;

/**
 * Which tenants have a quota at all, known to two seconds by one query for all of them: most have
 * none, and need not be asked about for each of their requests. Thread-safe.
 */
@ApplicationScoped
class LimitedTenants {
  @Inject TenantQuota quotas;
  @Inject UsageSettings defaults;

  private final RecentReading<Map<TenantId, JsonObject>> known =
      new RecentReading<>(() -> quotas.set());

  /** Whether a tenant may have a quota. */
  boolean contains(TenantId tenant) {
    return defaults.hasQuota() || known.get().containsKey(tenant);
  }

  /** Asks which there are now; answers each with its quota's document. */
  Map<TenantId, JsonObject> refresh() {
    return known.read();
  }
}
