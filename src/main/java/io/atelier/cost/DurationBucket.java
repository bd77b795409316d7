package io.atelier.cost;

import java.util.ArrayList;
import java.util.List;

/** The buckets of seconds that costs are summed up by: {@code 005-010} is above 5 and up to 10. */
final class DurationBucket {
  private static final List<Integer> ENDS = List.of(0, 5, 10, 15, 30, 60, 120);

  /** Their names, the shortest first. */
  static final List<String> NAMES = names();

  private DurationBucket() {}

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < ENDS.size(); i++) {
      names.add("%03d-%03d".formatted(ENDS.get(i - 1), ENDS.get(i)));
    }
    return List.copyOf(names);
  }

  /** The SQL that names the bucket of so many seconds; empty where they are null. */
  static String of(String seconds) {
    StringBuilder sql = new StringBuilder("CASE WHEN " + seconds + " IS NULL THEN ''");
    for (int i = 0; i < NAMES.size() - 1; i++) {
      sql.append(" WHEN CAST(%s AS numeric) <= %d".formatted(seconds, ENDS.get(i + 1)))
          .append(" THEN '%s'".formatted(NAMES.get(i)));
    }
    return sql + " ELSE '" + NAMES.get(NAMES.size() - 1) + "' END";
  }
}
