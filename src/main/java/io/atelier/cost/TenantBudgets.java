package io.atelier.cost;

import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The setting {@code budget} in the database: what a tenant may spend. */
@Dependent
class TenantBudgets {
  private static final String NAME = "budget";

  private final TenantSettings settings;
  private final AuditTrail audit;
  private final BudgetCount count;
  private final EntityManager entities;

  @Inject
  TenantBudgets(
      TenantSettings settings, AuditTrail audit, BudgetCount count, EntityManager entities) {
    this.settings = settings;
    this.audit = audit;
    this.count = count;
    this.entities = entities;
  }

  /** The document of a tenant; empty where nothing is set. */
  @Transactional
  JsonObject document(TenantId tenant) {
    return find(tenant).map(Budget::document).orElse(JsonObject.EMPTY_JSON_OBJECT);
  }

  /** The budget of a tenant; part of the caller's transaction. */
  Optional<Budget> find(TenantId tenant) {
    return settings.find(tenant, NAME).map(Budget::of);
  }

  /** The budgets of all tenants that have one. */
  @Transactional
  @SuppressWarnings("unchecked")
  Map<TenantId, Budget> all() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                "SELECT tenant_id, CAST(value AS text) FROM tenant_setting WHERE name = ?1")
            .setParameter(1, NAME)
            .getResultList();
    Map<TenantId, Budget> budgets = new HashMap<>();
    rows.forEach(
        row -> budgets.put(new TenantId((String) row[0]), Budget.of(object((String) row[1]))));
    return budgets;
  }

  /**
   * Sets a tenant's budget in place of the one before; one that had none is counted from the
   * beginning of the month on.
   *
   * @param condition throws where the document before is not the one that is meant
   */
  @Transactional
  void change(
      Caller actor, TenantId tenant, @Nullable Budget budget, Consumer<JsonObject> condition) {
    // Who sets it meanwhile waits, or both would replace the same one.
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "setting/" + NAME + "/" + tenant)
        .getSingleResult();
    JsonObject before = document(tenant);
    condition.accept(before);
    JsonObject after = budget == null ? JsonObject.EMPTY_JSON_OBJECT : budget.document();
    if (budget == null) {
      settings.remove(tenant, NAME);
    } else {
      settings.put(tenant, NAME, after);
    }
    audit.record(
        actor,
        tenant,
        "budget-change",
        Json.createObjectBuilder().add("before", before).add("after", after).build());
    if (before.isEmpty() && budget != null) {
      count.begin(tenant);
    } else if (budget == null) {
      count.end(tenant);
    }
  }

  private static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
