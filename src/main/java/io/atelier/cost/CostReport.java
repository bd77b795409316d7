package io.atelier.cost;

import io.atelier.problem.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sums up the ledger (SC-009): its entries themselves, or where whole months are asked for the sums
 * that are kept of them. A total is always the sum of its lines.
 */
@Dependent
class CostReport {
  private static final String LINES =
      """
      WITH corrected AS MATERIALIZED (
        SELECT DISTINCT corrects AS id FROM cost_entry WHERE corrects IS NOT NULL),
      sums AS (
        SELECT %1$s, sum(amount) AS amount,
          sum(amount) FILTER (WHERE basis = 'POSSIBLE' AND corrected.id IS NULL) AS possible,
          count(*) FILTER (WHERE corrects IS NULL) AS creates,
          count(*) FILTER (WHERE amount IS NULL AND corrected.id IS NULL) AS unknown
        FROM cost_entry LEFT JOIN corrected USING (id)
        WHERE %2$s GROUP BY %3$s)
      """;

  private static final String MONTHS =
      """
      WITH sums AS (
        SELECT %1$s, sum(amount) AS amount,
          CASE WHEN sum(possibles) > 0 THEN sum(possible) END AS possible,
          CAST(sum(creates) AS bigint) AS creates, CAST(sum(unknown) AS bigint) AS unknown
        FROM cost_sum WHERE %2$s GROUP BY %3$s)
      """;

  private static final String PAGE =
      """
      SELECT %3$s, amount, possible, creates, unknown FROM sums
      WHERE %4$s ORDER BY %3$s LIMIT %5$d
      """;

  private final EntityManager entities;

  @Inject
  CostReport(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A page of sums, in the order of the groups.
   *
   * @param after what the page before ended with; empty at the start
   */
  @Transactional
  @SuppressWarnings("unchecked")
  Page<CostGroup> page(CostQuery asked, CostGrouping grouping, List<String> after, int limit) {
    List<Object> values = new ArrayList<>();
    Optional<List<String>> ofSums = asked.isOfSums() ? grouping.ofSums() : Optional.empty();
    String where = ofSums.isPresent() ? asked.whereOfSums(values) : asked.where(values);
    List<String> expressions = ofSums.orElseGet(grouping::expressions);
    String names =
        IntStream.range(0, expressions.size())
            .mapToObj(i -> "g" + i)
            .collect(Collectors.joining(", "));
    String groups =
        IntStream.range(0, expressions.size())
            .mapToObj(i -> expressions.get(i) + " AS g" + i)
            .collect(Collectors.joining(", "));
    Query query =
        entities.createNativeQuery(
            ((ofSums.isPresent() ? MONTHS : LINES) + PAGE)
                .formatted(groups, where, names, beyond(names, after, values), limit + 1));
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    List<Object[]> rows = query.getResultList();
    return Page.of(
        rows.stream().map(row -> CostGroup.of(grouping.keys(), row)).toList(),
        limit,
        grouping::after);
  }

  private static String beyond(String names, List<String> after, List<Object> values) {
    if (after.isEmpty()) {
      return "true";
    }
    int first = values.size() + 1;
    values.addAll(after);
    return "(%s) > (%s)"
        .formatted(
            names,
            IntStream.range(first, first + after.size())
                .mapToObj(i -> "CAST(?" + i + " AS text)")
                .collect(Collectors.joining(", ")));
  }
}
