package io.atelier.cost;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the ledger's sums say of this month: UTC, by acceptance, as everywhere. */
@Dependent
class MonthCosts {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  MonthCosts(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  @Transactional
  @SuppressWarnings("unchecked")
  Map<Account, Sum> sums() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT provider, currency, CAST(coalesce(sum(amount), 0) AS float8),
                  CAST(sum(possible) AS float8), CAST(sum(unknown) AS bigint)
                FROM cost_sum WHERE month >= ?1
                GROUP BY provider, currency
                """)
            .setParameter(1, BudgetPeriod.MONTH.of(clock.instant()))
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.toMap(
                row -> new Account((String) row[0], row[1].toString()),
                row ->
                    new Sum(
                        ((Number) row[2]).doubleValue(),
                        ((Number) row[3]).doubleValue(),
                        ((Number) row[4]).doubleValue())));
  }

  /** A provider's account in a currency. */
  record Account(String provider, String currency) {}

  /**
   * What it comes to; for a graph, so not to the last digit.
   *
   * @param possible the part of the amount that may not be charged
   * @param unknown how many creates are in no amount
   */
  record Sum(double amount, double possible, double unknown) {
    static final Sum NOTHING = new Sum(0, 0, 0);
  }
}
