package io.atelier.artifact;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a group of artifacts takes (US5.2). What it was not grouped by is null.
 *
 * @param logicalBytes the sum of the artifacts' sizes: what they would take without deduplication
 * @param physicalBytes the sum of the files' sizes: what is on the disk. A file that several runs
 *     share belongs to the run and type of its path, those of its first save
 * @param artifacts how many artifacts there are
 * @param files how many files there are
 * @param savedBytes logical less physical; of a single run or type it may be negative, where
 *     others' artifacts use its files
 * @param savedRatio the share of the logical bytes that is saved (SC-007), rounded down to four
 *     digits; null where there are no logical bytes
 */
@JsonbPropertyOrder({
  "tenant",
  "run",
  "type",
  "logicalBytes",
  "physicalBytes",
  "artifacts",
  "files",
  "savedBytes",
  "savedRatio"
})
public record StorageUsage(
    @Nullable String tenant,
    @Nullable String run,
    @Nullable String type,
    long logicalBytes,
    long physicalBytes,
    long artifacts,
    long files,
    long savedBytes,
    @Nullable BigDecimal savedRatio) {
  /** The names of what follows the keys, in a table. */
  static final List<String> COLUMNS =
      List.of(
          "logical_bytes", "physical_bytes", "artifacts", "files", "saved_bytes", "saved_ratio");

  private static final int DIGITS = 4;

  /** The usage of the group that a row begins with, its sums following. */
  static StorageUsage of(List<UsageKey> keys, Object[] row) {
    int sums = keys.size();
    long logical = number(row[sums]);
    long physical = number(row[sums + 1]);
    return new StorageUsage(
        value(UsageKey.TENANT, keys, row),
        value(UsageKey.RUN, keys, row),
        value(UsageKey.TYPE, keys, row),
        logical,
        physical,
        number(row[sums + 2]),
        number(row[sums + 3]),
        logical - physical,
        ratio(logical - physical, logical));
  }

  private static long number(Object sum) {
    return ((Number) sum).longValue();
  }

  private static @Nullable String value(UsageKey key, List<UsageKey> keys, Object[] row) {
    int at = keys.indexOf(key);
    return at < 0 ? null : key.shown((String) row[at]);
  }

  private static @Nullable BigDecimal ratio(long saved, long logical) {
    return logical == 0
        ? null
        : BigDecimal.valueOf(saved).divide(BigDecimal.valueOf(logical), DIGITS, RoundingMode.FLOOR);
  }

  /** The value of a key it was grouped by. */
  String valueOf(UsageKey key) {
    return Objects.requireNonNull(
        switch (key) {
          case TENANT -> tenant;
          case RUN -> run;
          case TYPE -> type;
        });
  }

  /** Its cells in a table: the keys, and {@link #COLUMNS}. */
  List<? extends @Nullable Object> cells(List<UsageKey> keys) {
    List<@Nullable Object> cells = new ArrayList<>();
    keys.forEach(key -> cells.add(valueOf(key)));
    cells.addAll(List.of(logicalBytes, physicalBytes, artifacts, files, savedBytes));
    cells.add(savedRatio);
    return cells;
  }
}
