package io.atelier.generation;

import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The setting {@code generation} in the database: how a tenant's jobs are run. */
@Dependent
class TenantPolicies {
  private static final String NAME = "generation";

  private final TenantSettings settings;
  private final AuditTrail audit;

  @Inject
  TenantPolicies(TenantSettings settings, AuditTrail audit) {
    this.settings = settings;
    this.audit = audit;
  }

  /** The document of a tenant; empty where nothing is set. */
  @Transactional
  JsonObject document(TenantId tenant) {
    return settings.find(tenant, NAME).orElse(JsonObject.EMPTY_JSON_OBJECT);
  }

  /** Sets it, in place of the one before. */
  @Transactional
  void change(Caller actor, TenantId tenant, JsonObject document) {
    settings.put(tenant, NAME, document);
    audit.record(actor, tenant, "generation-policy-change", document);
  }

  /** What is set for these tenants. */
  @Transactional
  Map<TenantId, TenantPolicy> load(Set<TenantId> tenants) {
    Map<TenantId, TenantPolicy> policies = new HashMap<>();
    tenants.forEach(tenant -> policies.put(tenant, TenantPolicy.NONE));
    settings
        .findAll(tenants, NAME)
        .forEach((tenant, document) -> policies.put(tenant, TenantPolicy.of(document)));
    return policies;
  }
}
