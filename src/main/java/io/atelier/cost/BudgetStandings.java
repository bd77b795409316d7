package io.atelier.cost;

import io.atelier.cost.BudgetCounters.Counted;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How all tenants' budgets stand today and this month, by two queries for all of them. */
@Dependent
class BudgetStandings {
  private final TenantBudgets stored;
  private final BudgetCounters counters;
  private final Clock clock;

  @Inject
  BudgetStandings(TenantBudgets stored, BudgetCounters counters, Clock clock) {
    this.stored = stored;
    this.counters = counters;
    this.clock = clock;
  }

  /** Those of the tenants who are nearest to a limit of theirs; each period that has one. */
  @Transactional
  List<Counted> nearest(int mostTenants) {
    Instant now = clock.instant();
    List<Commitment> asked =
        stored.all().entrySet().stream()
            .map(
                budget ->
                    new Commitment(
                        budget.getKey(),
                        now,
                        budget.getValue().currency(),
                        Commitment.NOTHING,
                        Commitment.NOTHING))
            .toList();
    List<Counted> all =
        counters.with(asked).stream()
            .filter(counted -> !counted.limits().equals(Budget.Limits.NONE))
            .toList();
    Map<TenantId, Double> used =
        all.stream()
            .collect(
                Collectors.toMap(
                    counted -> counted.key().tenant(), BudgetStandings::used, Math::max));
    Set<TenantId> nearest =
        used.entrySet().stream()
            .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
            .limit(mostTenants)
            .map(Map.Entry::getKey)
            .collect(Collectors.toSet());
    return all.stream().filter(counted -> nearest.contains(counted.key().tenant())).toList();
  }

  // The part of the limit that binds; all of it where nothing may be spent.
  private static double used(Counted counted) {
    BigDecimal hard = counted.limits().hard();
    BigDecimal limit = hard == null ? counted.limits().soft() : hard;
    return limit == null || limit.signum() == 0
        ? 1
        : counted.total().doubleValue() / limit.doubleValue();
  }
}
