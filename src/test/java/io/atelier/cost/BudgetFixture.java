package io.atelier.cost;

import io.atelier.tenant.Actor;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.SettingsEditor;
import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantSetting;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.annotation.RegistryScope;
import org.jspecify.annotations.Nullable;

/** Budgets as an operator sets them, and how they stand. */
@Dependent
public class BudgetFixture {
  private static final Actor OPERATOR = new Actor("somebody", new TenantId("operations"));

  @Inject BudgetSetting setting;
  @Inject SettingsEditor editor;
  @Inject BudgetCount count;
  @Inject Budgets budgets;
  @Inject BudgetStandings standings;
  @Inject BudgetMetrics metrics;

  @Inject
  @RegistryScope(scope = "budget-fixture")
  MetricRegistry registry;

  private final BudgetGauges gauges = new BudgetGauges();

  /** Sets a tenant's monthly limits; null for none. */
  public void set(TenantId tenant, @Nullable String soft, @Nullable String hard) {
    change(tenant, budget("USD", soft, hard));
  }

  /** Sets a tenant's hard limit in another currency than prices are in, which the API refuses. */
  public void setIn(String currency, TenantId tenant, String hard) {
    change(tenant, budget(currency, null, hard));
  }

  /** Sets a tenant's daily limit. */
  public void setDaily(TenantId tenant, String hard) {
    change(
        tenant, new Budget("USD", Map.of(BudgetPeriod.DAY, new Budget.Limits(null, amount(hard)))));
  }

  private static Budget budget(String currency, @Nullable String soft, @Nullable String hard) {
    return new Budget(
        currency,
        Map.of(
            BudgetPeriod.MONTH,
            new Budget.Limits(
                soft == null ? null : amount(soft), hard == null ? null : amount(hard))));
  }

  private static BigDecimal amount(String text) {
    return Commitment.rounded(new BigDecimal(text));
  }

  /** Takes a tenant's budget away. */
  public void none(TenantId tenant) {
    editor.remove(OPERATOR, setting, tenant, IfMatch.ANY);
  }

  private void change(TenantId tenant, Budget budget) {
    editor.put(OPERATOR, new Unchecked(setting), tenant, budget.document(), IfMatch.ANY);
  }

  /** The setting, of budgets that the API would refuse as well. */
  private record Unchecked(TenantSetting setting) implements TenantSetting {
    @Override
    public String name() {
      return setting.name();
    }

    @Override
    public Optional<JsonObject> checked(JsonObject sent) {
      return Optional.of(sent);
    }

    @Override
    public JsonObject effective(Optional<JsonObject> document) {
      return setting.effective(document);
    }

    @Override
    public void changing(TenantId tenant, Optional<JsonObject> before, Optional<JsonObject> after) {
      setting.changing(tenant, before, after);
    }

    @Override
    public void changed(TenantId tenant) {
      setting.changed(tenant);
    }
  }

  /**
   * The tenants whose hard limits are shown when those of so many may be, apart from the node's.
   */
  public List<String> shown(int mostTenants) {
    gauges.registry = registry;
    gauges.standings = standings;
    gauges.metrics = metrics;
    gauges.show(mostTenants);
    return registry
        .getGauges((id, metric) -> id.getName().equals("atelier_budget_hard_limit"))
        .keySet()
        .stream()
        .map(id -> id.getTags().get("tenant"))
        .toList();
  }

  /** How this month's budget stands. */
  public BudgetUse month(TenantId tenant) {
    return budgets.uses(tenant).get(1);
  }

  /** How today's stands. */
  public BudgetUse day(TenantId tenant) {
    return budgets.uses(tenant).get(0);
  }

  /** Where the counters are not what the jobs add up to. */
  @Transactional
  public List<BudgetDifference> differences(TenantId tenant) {
    return count.differences(tenant);
  }
}
