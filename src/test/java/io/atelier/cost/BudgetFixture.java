package io.atelier.cost;

import io.atelier.tenant.Caller;
import io.atelier.tenant.Group;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Budgets as an operator sets them, and how they stand. */
@Dependent
public class BudgetFixture {
  private static final Caller OPERATOR =
      new Caller(new TenantId("operations"), Set.of(Group.OPERATOR), "somebody", Instant.MAX);

  @Inject TenantBudgets stored;
  @Inject KnownBudgets known;
  @Inject BudgetCount count;
  @Inject Budgets budgets;

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
    change(tenant, null);
  }

  private void change(TenantId tenant, @Nullable Budget budget) {
    stored.change(OPERATOR, tenant, budget, before -> {});
    known.changed();
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
