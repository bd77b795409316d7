package io.atelier.cost;

import io.atelier.tenant.TenantId;
import io.atelier.tenant.TenantTags;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Counts what budgets are for, by tenant: only tenants for which an operator set one have any, and
 * the first of them are told by name. Thread-safe.
 */
@ApplicationScoped
class BudgetMetrics {
  private static final String SOFT_LIMITS = "atelier_budget_soft_limits_reached";
  private static final String REFUSALS = "atelier_budget_refusals";

  @Inject MetricRegistry registry;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  private final TenantTags tags = new TenantTags();

  /** Has both counters at nothing for a tenant, so that the first of each is seen as a change. */
  void begin(TenantId tenant) {
    counter(SOFT_LIMITS, tenant);
    counter(REFUSALS, tenant);
  }

  /** A soft limit was reached, if the transaction is committed: else it is told of again. */
  void warned(TenantId tenant) {
    transactions.registerInterposedSynchronization(
        new Synchronization() {
          @Override
          public void beforeCompletion() {}

          @Override
          public void afterCompletion(int status) {
            if (status == Status.STATUS_COMMITTED) {
              counter(SOFT_LIMITS, tenant).inc();
            }
          }
        });
  }

  /** Something was not accepted, or not sent, because of a hard limit. */
  void refused(TenantId tenant) {
    counter(REFUSALS, tenant).inc();
  }

  private Counter counter(String name, TenantId tenant) {
    return registry.counter(name, new Tag("tenant", tags.of(tenant)));
  }
}
