package io.atelier.cost;

import io.atelier.tenant.PromptSettings;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tenants may spend: the setting {@code budget} in the database. */
@Dependent
class TenantBudgets {
  private final TenantSettings settings;
  private final PromptSettings remembered;

  @Inject
  TenantBudgets(TenantSettings settings, PromptSettings remembered) {
    this.settings = settings;
    this.remembered = remembered;
  }

  /** The budget of a tenant; part of the caller's transaction. */
  Optional<Budget> find(TenantId tenant) {
    return settings.find(tenant, BudgetSetting.NAME).map(Budget::of);
  }

  /** The budgets of those that have one; part of the caller's transaction. */
  Map<TenantId, Budget> of(Set<TenantId> tenants) {
    return budgets(settings.findAll(tenants, BudgetSetting.NAME));
  }

  /** Has them stay as they are; part of the caller's transaction, which has no other lock yet. */
  void hold(Collection<TenantId> tenants) {
    settings.hold(tenants);
  }

  /** The budgets of all tenants that have one; outside of any transaction. */
  Map<TenantId, Budget> all() {
    return budgets(remembered.all(BudgetSetting.NAME));
  }

  private static Map<TenantId, Budget> budgets(Map<TenantId, JsonObject> documents) {
    Map<TenantId, Budget> budgets = new HashMap<>();
    documents.forEach((tenant, document) -> budgets.put(tenant, Budget.of(document)));
    return budgets;
  }
}
