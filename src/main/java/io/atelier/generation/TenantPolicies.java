package io.atelier.generation;

import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many tenants' jobs are run at once: the setting {@code generation} in the database. */
@Dependent
class TenantPolicies {
  private final TenantSettings settings;

  @Inject
  TenantPolicies(TenantSettings settings) {
    this.settings = settings;
  }

  /** What is set for these tenants. */
  @Transactional
  Map<TenantId, TenantPolicy> load(Set<TenantId> tenants) {
    Map<TenantId, TenantPolicy> policies = new HashMap<>();
    tenants.forEach(tenant -> policies.put(tenant, TenantPolicy.NONE));
    settings
        .findAll(tenants, GenerationSetting.NAME)
        .forEach((tenant, document) -> policies.put(tenant, TenantPolicy.of(document)));
    return policies;
  }
}
