package io.atelier.cost;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts what budgets are for, by tenant: only tenants for which an operator set one have any. */
@Dependent
class BudgetMetrics {
  private final MetricRegistry registry;

  @Inject
  BudgetMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /** A soft limit was reached. */
  void warned(TenantId tenant) {
    registry.counter("atelier_budget_soft_limits_reached", tag(tenant)).inc();
  }

  /** Something was not accepted, or not sent, because of a hard limit. */
  void refused(TenantId tenant) {
    registry.counter("atelier_budget_refusals", tag(tenant)).inc();
  }

  private static Tag tag(TenantId tenant) {
    return new Tag("tenant", tenant.value());
  }
}
