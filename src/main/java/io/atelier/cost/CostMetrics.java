package io.atelier.cost;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/**
 * Shows what the ledger says of this month (UTC, by acceptance) by provider and currency, as it was
 * when last summed up; never by tenant.
 *
 * <p>Every node has it and they say the same: take the maximum over nodes, not the sum.
 */
@ApplicationScoped
class CostMetrics {
  @Inject MetricRegistry registry;
  @Inject MonthCosts costs;

  private final Set<MonthCosts.Account> shown = ConcurrentHashMap.newKeySet();
  private volatile Map<MonthCosts.Account, MonthCosts.Sum> sums = Map.of();

  /** Sums up anew. */
  void refresh() {
    sums = costs.sums();
    sums.keySet().forEach(this::show);
  }

  private void show(MonthCosts.Account account) {
    if (shown.add(account)) {
      gauge("atelier_cost_month", "What this month costs", account, MonthCosts.Sum::amount);
      gauge(
          "atelier_cost_month_possible",
          "The part of it that may not be charged: creates of unknown outcome",
          account,
          MonthCosts.Sum::possible);
      gauge(
          "atelier_cost_month_unknown",
          "Creates of this month whose cost nobody knows, which is in no sum",
          account,
          MonthCosts.Sum::unknown);
    }
  }

  private void gauge(
      String name,
      String description,
      MonthCosts.Account account,
      ToDoubleFunction<MonthCosts.Sum> of) {
    registry.gauge(
        Metadata.builder().withName(name).withDescription(description).build(),
        () -> of.applyAsDouble(sums.getOrDefault(account, MonthCosts.Sum.NOTHING)),
        new Tag("provider", account.provider()),
        new Tag("currency", account.currency()));
  }
}
