package io.atelier.cost;

import io.atelier.problem.Cursor;
import io.atelier.problem.InvalidFieldException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What costs are summed up by; always also by currency, and by tenant where by run, whose name is
 * its tenant's own.
 *
 * @param keys in the order of {@link CostKey}, without the currency
 */
record CostGrouping(List<CostKey> keys) {
  /** By tenant and provider (SC-009), the default. */
  static final CostGrouping BY_TENANT_AND_PROVIDER =
      of(EnumSet.of(CostKey.TENANT, CostKey.PROVIDER));

  CostGrouping {
    keys = List.copyOf(keys);
  }

  private static CostGrouping of(Set<CostKey> keys) {
    EnumSet<CostKey> all = EnumSet.copyOf(keys);
    if (all.contains(CostKey.RUN)) {
      all.add(CostKey.TENANT);
    }
    all.remove(CostKey.CURRENCY);
    return new CostGrouping(List.copyOf(all));
  }

  /**
   * The grouping of that name: keys with commas between.
   *
   * @throws InvalidFieldException if it is none
   */
  static CostGrouping named(String text) {
    EnumSet<CostKey> keys = EnumSet.noneOf(CostKey.class);
    for (String name : text.split(",", -1)) {
      CostKey key =
          CostKey.ofJsonName(name)
              .orElseThrow(
                  () ->
                      new InvalidFieldException(
                          "groupBy",
                          "must be some of "
                              + Arrays.stream(CostKey.values())
                                  .map(CostKey::jsonName)
                                  .collect(Collectors.joining(", "))
                              + " with commas between"));
      if (!keys.add(key)) {
        throw new InvalidFieldException("groupBy", "may name each once");
      }
    }
    return of(keys);
  }

  /** The names of a group's cells in a table. */
  List<String> headers() {
    List<String> all = new ArrayList<>(keys.stream().map(CostKey::jsonName).toList());
    all.addAll(CostGroup.COLUMNS);
    return all;
  }

  /** The SQL of the keys and the currency, in order. */
  List<String> expressions() {
    List<String> all = new ArrayList<>(keys.stream().map(CostKey::expression).toList());
    all.add("currency");
    return all;
  }

  /** The same in the sums of months; empty where they are not made by all of the keys. */
  Optional<List<String>> ofSums() {
    if (keys.stream().anyMatch(key -> key.ofSums().isEmpty())) {
      return Optional.empty();
    }
    List<String> all =
        new ArrayList<>(keys.stream().map(key -> key.ofSums().orElseThrow()).toList());
    all.add("currency");
    return Optional.of(all);
  }

  /** What a group has for each of the keys, and its currency. */
  List<String> values(CostGroup group) {
    List<String> values = new ArrayList<>();
    keys.forEach(key -> values.add(group.valueOf(key)));
    values.add(group.currency());
    return values;
  }

  /** The cursor after a group; it says of which grouping it is. */
  Cursor after(CostGroup group) {
    List<String> parts = new ArrayList<>();
    parts.add(name());
    values(group).forEach(value -> parts.add(escaped(value)));
    return new Cursor(parts);
  }

  /** The values that a cursor of this grouping stands after; empty for any other cursor. */
  Optional<List<String>> values(Cursor cursor) {
    List<String> parts = cursor.parts();
    return parts.size() == keys.size() + 2 && parts.get(0).equals(name())
        ? Optional.of(parts.stream().skip(1).map(CostGrouping::plain).toList())
        : Optional.empty();
  }

  // Models are named with slashes, which separate a cursor's parts.
  private static String escaped(String value) {
    return value.replace("~", "~0").replace("/", "~1");
  }

  private static String plain(String part) {
    return part.replace("~1", "/").replace("~0", "~");
  }

  private String name() {
    return keys.stream().map(CostKey::jsonName).collect(Collectors.joining(","));
  }
}
