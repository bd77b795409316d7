package io.atelier.artifact;

import io.atelier.problem.Cursor;
import io.atelier.problem.InvalidFieldException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What storage usage is summed up by.
 *
 * <p>A run's name is its tenant's own, so that runs are always told apart by tenant, too.
 *
 * @param keys in the order of {@link UsageKey}
 */
record UsageGrouping(List<UsageKey> keys) {
  /** By tenant, the default. */
  static final UsageGrouping BY_TENANT = of(EnumSet.of(UsageKey.TENANT));

  UsageGrouping {
    keys = List.copyOf(keys);
  }

  private static UsageGrouping of(Set<UsageKey> keys) {
    EnumSet<UsageKey> all = EnumSet.copyOf(keys);
    if (all.contains(UsageKey.RUN)) {
      all.add(UsageKey.TENANT);
    }
    return new UsageGrouping(List.copyOf(all));
  }

  /**
   * The grouping of that name: {@code tenant}, {@code run}, {@code type}, or several of them with
   * commas between.
   *
   * @throws InvalidFieldException if it is none
   */
  static UsageGrouping named(String text) {
    EnumSet<UsageKey> keys = EnumSet.noneOf(UsageKey.class);
    for (String name : text.split(",", -1)) {
      UsageKey key =
          UsageKey.ofJsonName(name)
              .orElseThrow(
                  () ->
                      new InvalidFieldException(
                          "groupBy",
                          "must be tenant, run or type, or several with commas between"));
      if (!keys.add(key)) {
        throw new InvalidFieldException("groupBy", "may name each once");
      }
    }
    return of(keys);
  }

  /** The names of a group's cells in a table. */
  List<String> headers() {
    List<String> all = new ArrayList<>(keys.stream().map(UsageKey::jsonName).toList());
    all.addAll(StorageUsage.COLUMNS);
    return all;
  }

  /** The columns, with commas between. */
  String columns() {
    return keys.stream().map(UsageKey::column).collect(Collectors.joining(", "));
  }

  /** The cursor after a group; it says of which grouping it is. */
  Cursor after(StorageUsage usage) {
    List<String> parts = new ArrayList<>();
    parts.add(name());
    keys.forEach(key -> parts.add(usage.valueOf(key)));
    return new Cursor(parts);
  }

  /** The stored values that a cursor of this grouping stands after; empty for any other cursor. */
  Optional<List<String>> values(Cursor cursor) {
    List<String> parts = cursor.parts();
    if (parts.size() != keys.size() + 1 || !parts.get(0).equals(name())) {
      return Optional.empty();
    }
    List<String> values = new ArrayList<>();
    for (UsageKey key : keys) {
      key.stored(parts.get(values.size() + 1)).ifPresent(values::add);
    }
    return values.size() == keys.size()
        ? Optional.of(Collections.unmodifiableList(values))
        : Optional.empty();
  }

  private String name() {
    return keys.stream().map(UsageKey::jsonName).collect(Collectors.joining(","));
  }
}
