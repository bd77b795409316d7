package io.atelier.cost;

import io.atelier.cost.BudgetCounters.Counted;
import io.atelier.tenant.TenantTags;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.metrics.Metadata;
import org.eclipse.microprofile.metrics.MetricID;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Shows how budgets stand today and this month (UTC), by tenant, period and currency, as they did
 * when last looked at: of the thousand tenants who are nearest to their limits.
 *
 * <p>Every node has them and they say the same: take the maximum over nodes, not the sum.
 */
@ApplicationScoped
class BudgetGauges {
  @Inject MetricRegistry registry;
  @Inject BudgetStandings standings;
  @Inject BudgetMetrics metrics;

  private volatile Map<Series, Double> shown = Map.of();

  /** Looks anew; gauges of limits that are not there any more go. */
  void refresh() {
    show(TenantTags.MOST);
  }

  synchronized void show(int mostTenants) {
    Map<Series, Double> now = new HashMap<>();
    for (Counted counted : standings.nearest(mostTenants)) {
      metrics.begin(counted.key().tenant());
      put(now, Measure.SPENT, counted, counted.spent());
      put(now, Measure.RESERVED, counted, counted.reserved());
      put(now, Measure.SOFT_LIMIT, counted, counted.limits().soft());
      put(now, Measure.HARD_LIMIT, counted, counted.limits().hard());
    }
    Set<Series> before = shown.keySet();
    shown = Map.copyOf(now);
    now.keySet().stream().filter(series -> !before.contains(series)).forEach(this::register);
    before.stream()
        .filter(series -> !now.containsKey(series))
        .forEach(series -> registry.remove(new MetricID(series.measure().metric, series.tags())));
  }

  private void register(Series series) {
    registry.gauge(
        Metadata.builder()
            .withName(series.measure().metric)
            .withDescription(series.measure().description)
            .build(),
        () -> shown.getOrDefault(series, Double.NaN),
        series.tags());
  }

  private static void put(
      Map<Series, Double> all, Measure measure, Counted counted, @Nullable BigDecimal amount) {
    if (amount != null) {
      BudgetCounters.Key key = counted.key();
      all.put(
          new Series(
              measure,
              key.tenant().value(),
              BudgetPeriod.named(key.period()).jsonName(),
              key.currency()),
          amount.doubleValue());
    }
  }

  /** What is shown of a budget. */
  private enum Measure {
    SPENT("atelier_budget_spent", "What was charged, or may have been"),
    RESERVED("atelier_budget_reserved", "What is kept back for what is under way"),
    SOFT_LIMIT("atelier_budget_soft_limit", "The limit that is told of"),
    HARD_LIMIT("atelier_budget_hard_limit", "The limit that is never passed");

    private final String metric;
    private final String description;

    Measure(String metric, String description) {
      this.metric = metric;
      this.description = description;
    }
  }

  /** What one gauge is of. */
  private record Series(Measure measure, String tenant, String period, String currency) {
    Tag[] tags() {
      return new Tag[] {
        new Tag("tenant", tenant), new Tag("period", period), new Tag("currency", currency)
      };
    }
  }
}
