package io.atelier.artifact;

import io.atelier.problem.Page;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Sums up storage usage from the rows themselves, so that no counter can be wrong.
 *
 * <p>Both tables are read by their usage index alone and in its order, each for no more groups than
 * the page has: the first groups of both hold the first groups of all.
 */
@Dependent
class UsageReport {
  private final EntityManager entities;

  @Inject
  UsageReport(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A page of usage, in the order of the groups.
   *
   * @param after the stored values of the group that the page before ended with; empty at the start
   */
  @Transactional
  @SuppressWarnings("unchecked")
  Page<StorageUsage> page(UsageQuery asked, List<String> after, int limit) {
    UsageGrouping grouping = asked.grouping();
    List<String> values = new ArrayList<>();
    String where = where(asked, after, values);
    Query query =
        entities.createNativeQuery(
            """
            SELECT %1$s, sum(logical_bytes), sum(physical_bytes), sum(artifacts), sum(files)
            FROM ((SELECT %1$s, sum(size_bytes) AS logical_bytes, 0 AS physical_bytes,
                     count(*) AS artifacts, 0 AS files
                   FROM artifact WHERE %2$s GROUP BY %1$s ORDER BY %1$s LIMIT %3$d)
                  UNION ALL
                  (SELECT %1$s, 0, sum(size_bytes), 0, count(*)
                   FROM content WHERE removed_at IS NULL AND %2$s
                   GROUP BY %1$s ORDER BY %1$s LIMIT %3$d)) usage
            GROUP BY %1$s ORDER BY %1$s LIMIT %3$d
            """
                .formatted(grouping.columns(), where, limit + 1));
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    List<Object[]> rows = query.getResultList();
    return Page.of(
        rows.stream().map(row -> StorageUsage.of(grouping.keys(), row)).toList(),
        limit,
        grouping::after);
  }

  private static String where(UsageQuery asked, List<String> after, List<String> values) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    for (TenantId tenant : asked.only()) {
      values.add(tenant.value());
      conditions.add("tenant_id = ?" + values.size());
    }
    if (!after.isEmpty()) {
      int first = values.size() + 1;
      values.addAll(after);
      conditions.add(
          "(%s) > (%s)"
              .formatted(
                  asked.grouping().columns(),
                  IntStream.range(first, first + after.size())
                      .mapToObj(i -> "CAST(?" + i + " AS text)")
                      .collect(Collectors.joining(", "))));
    }
    return String.join(" AND ", conditions);
  }

  /**
   * What each of the tenants takes that take most, and all others together.
   *
   * @param most how many are told by name
   * @param others the name that the others' sum is given
   */
  @Transactional
  @SuppressWarnings("unchecked")
  List<TenantUsage> largest(int most, String others) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                WITH usage AS (
                  SELECT tenant_id, sum(logical_bytes) AS logical_bytes,
                    sum(physical_bytes) AS physical_bytes
                  FROM (SELECT tenant_id, sum(size_bytes) AS logical_bytes, 0 AS physical_bytes
                        FROM artifact GROUP BY tenant_id
                        UNION ALL
                        SELECT tenant_id, 0, sum(size_bytes)
                        FROM content WHERE removed_at IS NULL GROUP BY tenant_id) both_tables
                  GROUP BY tenant_id),
                ranked AS (
                  SELECT *, row_number() OVER (
                    ORDER BY physical_bytes DESC, logical_bytes DESC, tenant_id) AS place
                  FROM usage)
                SELECT CASE WHEN place <= ?1 THEN tenant_id ELSE ?2 END AS name,
                  sum(logical_bytes), sum(physical_bytes)
                FROM ranked GROUP BY name
                """)
            .setParameter(1, most)
            .setParameter(2, others)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new TenantUsage(
                    (String) row[0], ((Number) row[1]).longValue(), ((Number) row[2]).longValue()))
        .toList();
  }

  /** What one tenant takes, or several under one name. */
  record TenantUsage(String name, long logicalBytes, long physicalBytes) {}
}
