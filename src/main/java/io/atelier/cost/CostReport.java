package io.atelier.cost;

import io.atelier.problem.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
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
      WITH sums AS (
        SELECT %1$s, sum(amount) AS amount,
          nullif(sum(possible), 0) AS possible,
          count(*) FILTER (WHERE corrects IS NULL) AS creates,
          count(*) FILTER (WHERE amount IS NULL AND NOT EXISTS (
            SELECT 1 FROM cost_entry later WHERE later.corrects = cost_entry.id)) AS unknown
        FROM cost_entry WHERE %2$s GROUP BY %3$s)
      """;

  private static final String MONTHS =
      """
      WITH sums AS (
        SELECT %1$s, sum(amount) AS amount,
          nullif(sum(possible), 0) AS possible,
          CAST(sum(creates) AS bigint) AS creates, CAST(sum(unknown) AS bigint) AS unknown
        FROM cost_sum WHERE %2$s GROUP BY %3$s)
      """;

  private static final String ALL =
      "SELECT %1$s, amount, possible, creates, unknown FROM sums WHERE %2$s ORDER BY %1$s";

  private static final Pattern PLACE = Pattern.compile("\\?[0-9]+");
  private static final int FETCHED = 1000;

  private final EntityManager entities;

  @Inject
  CostReport(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * What sums are read by.
   *
   * @param with the SQL that names them {@code sums}
   * @param names their columns that are grouped by
   * @param values of the SQL's parameters
   */
  private record Sums(String with, String names, List<Object> values) {
    static Sums of(CostQuery asked, CostGrouping grouping) {
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
      return new Sums(
          (ofSums.isPresent() ? MONTHS : LINES).formatted(groups, where, names), names, values);
    }
  }

  /**
   * A page of sums, in the order of the groups.
   *
   * @param after what the page before ended with; empty at the start
   */
  @Transactional
  @SuppressWarnings("unchecked")
  Page<CostGroup> page(CostQuery asked, CostGrouping grouping, List<String> after, int limit) {
    Sums sums = Sums.of(asked, grouping);
    String beyond = beyond(sums.names(), after, sums.values());
    Query query =
        entities.createNativeQuery(
            sums.with() + ALL.formatted(sums.names(), beyond) + " LIMIT " + (limit + 1));
    for (int i = 0; i < sums.values().size(); i++) {
      query.setParameter(i + 1, sums.values().get(i));
    }
    List<Object[]> rows = query.getResultList();
    return Page.of(
        rows.stream().map(row -> CostGroup.of(grouping.keys(), row)).toList(),
        limit,
        grouping::after);
  }

  /** Gives all sums, in the order of the groups: summed up once, and read bit by bit. */
  @Transactional
  void each(CostQuery asked, CostGrouping grouping, Consumer<CostGroup> reader) {
    Sums sums = Sums.of(asked, grouping);
    Connection connection = entities.unwrap(Connection.class);
    // The values are in the order of their places.
    String sql = PLACE.matcher(sums.with() + ALL.formatted(sums.names(), "true")).replaceAll("?");
    try (Statement transaction = connection.createStatement();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      transaction.execute("SET TRANSACTION READ ONLY");
      statement.setFetchSize(FETCHED);
      for (int i = 0; i < sums.values().size(); i++) {
        Object value = sums.values().get(i);
        statement.setObject(
            i + 1, value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
      }
      try (ResultSet rows = statement.executeQuery()) {
        Object[] row = new Object[rows.getMetaData().getColumnCount()];
        while (rows.next()) {
          for (int i = 0; i < row.length; i++) {
            row[i] = rows.getObject(i + 1);
          }
          reader.accept(CostGroup.of(grouping.keys(), row));
        }
      }
    } catch (SQLException e) {
      throw new PersistenceException(e);
    }
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
