package io.atelier.cost;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the ledger says of this month: UTC, by acceptance, as everywhere. */
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
                  CAST(coalesce(sum(amount) FILTER (WHERE basis = 'POSSIBLE' AND NOT EXISTS (
                    SELECT 1 FROM cost_entry other WHERE other.corrects = entry.id)), 0) AS float8),
                  count(*) FILTER (WHERE amount IS NULL AND NOT EXISTS (
                    SELECT 1 FROM cost_entry other WHERE other.corrects = entry.id))
                FROM cost_entry entry
                WHERE accepted_at >= CAST(?1 AS timestamptz)
                GROUP BY provider, currency
                """)
            .setParameter(
                1,
                clock
                    .instant()
                    .atOffset(ZoneOffset.UTC)
                    .truncatedTo(ChronoUnit.DAYS)
                    .withDayOfMonth(1)
                    .toString())
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
