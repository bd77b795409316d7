package io.atelier.cost;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The SQL that sums up the ledger: over its lines, or over the sums of months where they are
 * enough.
 *
 * @param values of its parameters, in the order of their places
 */
record SumsQuery(String sql, List<Object> values) {
  private static final String LINES =
      """
      SELECT %1$s, sum(amount) AS amount,
        nullif(sum(possible), 0) AS possible,
        count(*) FILTER (WHERE corrects IS NULL) AS creates,
        count(*) FILTER (WHERE amount IS NULL AND NOT EXISTS (
          SELECT 1 FROM cost_entry later WHERE later.corrects = cost_entry.id)) AS unknown
      FROM cost_entry WHERE %2$s GROUP BY %3$s ORDER BY %3$s
      """;

  private static final String MONTHS =
      """
      SELECT %1$s, sum(amount) AS amount,
        nullif(sum(possible), 0) AS possible,
        CAST(sum(creates) AS bigint) AS creates, CAST(sum(unknown) AS bigint) AS unknown
      FROM cost_sum WHERE %2$s GROUP BY %3$s ORDER BY %3$s
      """;

  /** All sums. */
  static SumsQuery of(CostQuery asked, CostGrouping grouping) {
    return of(asked, grouping, List.of(), "");
  }

  /** The first of them after a group; what comes before it is not summed up. */
  static SumsQuery of(CostQuery asked, CostGrouping grouping, List<String> after, int most) {
    return of(asked, grouping, after, "LIMIT " + most);
  }

  private static SumsQuery of(
      CostQuery asked, CostGrouping grouping, List<String> after, String limit) {
    List<Object> values = new ArrayList<>();
    Optional<List<String>> ofSums = asked.isOfSums() ? grouping.ofSums() : Optional.empty();
    String where = ofSums.isPresent() ? asked.whereOfSums(values) : asked.where(values);
    List<String> expressions = ofSums.orElseGet(grouping::expressions);
    String groups =
        IntStream.range(0, expressions.size())
            .mapToObj(i -> expressions.get(i) + " AS g" + i)
            .collect(Collectors.joining(", "));
    String names =
        IntStream.range(0, expressions.size())
            .mapToObj(i -> "g" + i)
            .collect(Collectors.joining(", "));
    String beyond = beyond(expressions, after, values);
    return new SumsQuery(
        (ofSums.isPresent() ? MONTHS : LINES).formatted(groups, where + beyond, names) + limit,
        values);
  }

  private static String beyond(List<String> expressions, List<String> after, List<Object> values) {
    if (after.isEmpty()) {
      return "";
    }
    int first = values.size() + 1;
    values.addAll(after);
    return " AND (%s) > (%s)"
        .formatted(
            String.join(", ", expressions),
            IntStream.range(first, first + after.size())
                .mapToObj(i -> "CAST(?" + i + " AS text)")
                .collect(Collectors.joining(", ")));
  }
}
