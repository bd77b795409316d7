package io.atelier.artifact;

import io.atelier.tenant.RecentReading;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Which tenants have a quota at all, known to two seconds by one query for all of them: most have
 * none, and need not be asked about for each of their requests. Thread-safe.
 */
@ApplicationScoped
class LimitedTenants {
  @Inject TenantQuota quotas;
  @Inject UsageSettings defaults;

  private final RecentReading<Set<String>> known = new RecentReading<>(() -> quotas.set());

  /** Whether a tenant may have a quota. */
  boolean contains(String tenant) {
    return defaults.hasQuota() || known.get().contains(tenant);
  }

  /** A quota was set or taken away on this node. */
  void changed() {
    known.read();
  }
}
