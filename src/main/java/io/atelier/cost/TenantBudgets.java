package io.atelier.cost;

import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSettings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What tenants may spend: the setting {@code budget} in the database. */
@Dependent
class TenantBudgets {
  private final TenantSettings settings;
  private final EntityManager entities;

  @Inject
  TenantBudgets(TenantSettings settings, EntityManager entities) {
    this.settings = settings;
    this.entities = entities;
  }

  /** The budget of a tenant; part of the caller's transaction. */
  Optional<Budget> find(TenantId tenant) {
    return settings.find(tenant, BudgetSetting.NAME).map(Budget::of);
  }

  /** The budgets of those that have one; part of the caller's transaction. */
  Map<TenantId, Budget> of(Set<TenantId> tenants) {
    Map<TenantId, Budget> budgets = new HashMap<>();
    settings
        .findAll(tenants, BudgetSetting.NAME)
        .forEach((tenant, document) -> budgets.put(tenant, Budget.of(document)));
    return budgets;
  }

  /** Has them stay as they are; part of the caller's transaction, which has no other lock yet. */
  void hold(Collection<TenantId> tenants) {
    settings.hold(tenants);
  }

  /** The budgets of all tenants that have one. */
  @Transactional
  @SuppressWarnings("unchecked")
  Map<TenantId, Budget> all() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "SELECT tenant_id, CAST(value AS text) FROM tenant_setting WHERE name = ?1")
            .setParameter(1, BudgetSetting.NAME)
            .getResultList();
    Map<TenantId, Budget> budgets = new HashMap<>();
    rows.forEach(
        row -> budgets.put(new TenantId((String) row[0]), Budget.of(object((String) row[1]))));
    return budgets;
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
