package io.atelier.cost;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the ledger are asked for.
 *
 * @param from accepted at this time or later; null from the first on
 * @param to accepted before this time; null to the last
 * @param only what entries must have, by key: one of the values, which are none where nobody is
 *     meant
 */
record CostQuery(@Nullable Instant from, @Nullable Instant to, Map<CostKey, Set<String>> only) {
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  CostQuery {
    Map<CostKey, Set<String>> copy = new EnumMap<>(CostKey.class);
    only.forEach((key, values) -> copy.put(key, Set.copyOf(values)));
    only = copy;
  }

  /** Whether the database knows such a time, and its month is written with four digits. */
  static boolean isTime(Instant time) {
    return !time.isBefore(EARLIEST) && time.isBefore(LATEST);
  }

  /** The SQL condition, with its values added to those given. */
  String where(List<Object> values) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (from != null) {
      values.add(from);
      conditions.add("accepted_at >= ?" + values.size());
    }
    if (to != null) {
      values.add(to);
      conditions.add("accepted_at < ?" + values.size());
    }
    only(conditions, values, CostQuery::column);
    return String.join(" AND ", conditions);
  }

  /** Whether the sums of months are enough: whole months, and nothing that they are not made by. */
  boolean isOfSums() {
    return isMonth(from)
        && isMonth(to)
        && only.keySet().stream().allMatch(key -> key.ofSums().isPresent());
  }

  private static boolean isMonth(@Nullable Instant time) {
    return time == null
        || time.equals(
            time.atOffset(ZoneOffset.UTC)
                .withDayOfMonth(1)
                .truncatedTo(ChronoUnit.DAYS)
                .toInstant());
  }

  /** The same condition of the sums of months. */
  String whereOfSums(List<Object> values) {
    List<String> conditions = new ArrayList<>(List.of("true"));
    if (from != null) {
      values.add(BudgetPeriod.MONTH.of(from));
      conditions.add("month >= ?" + values.size());
    }
    if (to != null) {
      values.add(BudgetPeriod.MONTH.of(to));
      conditions.add("month < ?" + values.size());
    }
    only(
        conditions, values, key -> key == CostKey.MODEL ? key.ofSums().orElseThrow() : column(key));
    return String.join(" AND ", conditions);
  }

  private void only(
      List<String> conditions, List<Object> values, Function<CostKey, String> columns) {
    only.forEach(
        (key, allowed) -> {
          List<String> places = new ArrayList<>();
          for (String value : allowed) {
            values.add(key == CostKey.KIND || key == CostKey.BASIS ? upper(value) : value);
            places.add("?" + values.size());
          }
          conditions.add(
              places.isEmpty()
                  ? "false"
                  : columns.apply(key) + " IN (" + String.join(", ", places) + ")");
        });
  }

  // As the indexes have them.
  private static String column(CostKey key) {
    return switch (key) {
      case TENANT -> "tenant_id";
      case RUN -> "run_id";
      case KIND -> "kind";
      case BASIS -> "basis";
      default -> key.expression();
    };
  }

  private static String upper(String value) {
    return value.toUpperCase(Locale.ROOT);
  }
}
