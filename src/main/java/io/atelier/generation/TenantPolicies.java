package io.atelier.generation;

import io.atelier.tenant.PromptSettings;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** How many tenants' jobs are run at once: the setting {@code generation} in the database. */
@Dependent
class TenantPolicies {
  private final PromptSettings settings;

  @Inject
  TenantPolicies(PromptSettings settings) {
    this.settings = settings;
  }

  /** What is set for these tenants. */
  Map<TenantId, TenantPolicy> load(Set<TenantId> tenants) {
    Map<TenantId, TenantPolicy> policies = new HashMap<>();
    tenants.forEach(tenant -> policies.put(tenant, TenantPolicy.NONE));
    settings
        .find(tenants, GenerationSetting.NAME)
        .forEach((tenant, document) -> policies.put(tenant, TenantPolicy.of(document)));
    return policies;
  }
}
