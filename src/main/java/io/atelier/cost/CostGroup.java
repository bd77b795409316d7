package io.atelier.cost;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group of creates cost.
 *
 * @param group what it was grouped by, by name; null where its creates have none
 * @param amount all that is known of, possible charges included; null where nothing is known, which
 *     is not zero
 * @param possibleAmount the part of it that may not have been charged; null where there is none
 * @param creates how many creates there are
 * @param unknownCreates how many of them nobody knows the cost of; the amount is without them
 * @param currency ISO 4217; amounts of different currencies are never added
 */
@JsonbPropertyOrder({"group", "amount", "possibleAmount", "creates", "unknownCreates", "currency"})
public record CostGroup(
    Map<String, @Nullable String> group,
    @Nullable String amount,
    @Nullable String possibleAmount,
    long creates,
    long unknownCreates,
    String currency) {

  /** The names of what follows the keys, in a table. */
  static final List<String> COLUMNS =
      List.of("amount", "possible_amount", "creates", "unknown_creates", "currency");

  static CostGroup of(List<CostKey> keys, Object[] row) {
    Map<CostKey, @Nullable String> values = new EnumMap<>(CostKey.class);
    for (int i = 0; i < keys.size(); i++) {
      String value = ((String) row[i]).strip();
      values.put(keys.get(i), value.isEmpty() ? null : value);
    }
    int next = keys.size();
    Map<String, @Nullable String> group = new TreeMap<>();
    values.forEach((key, value) -> group.put(key.jsonName(), value));
    return new CostGroup(
        group,
        text(row[next + 1]),
        text(row[next + 2]),
        ((Number) row[next + 3]).longValue(),
        ((Number) row[next + 4]).longValue(),
        ((String) row[next]).strip().toUpperCase(Locale.ROOT));
  }

  private static @Nullable String text(@Nullable Object amount) {
    return amount == null ? null : ((BigDecimal) amount).toPlainString();
  }

  /** The value it has for a key, as it is compared in the database. */
  String valueOf(CostKey key) {
    String value = group.get(key.jsonName());
    return value == null ? "" : value;
  }

  /** Its cells in a table: the keys, and {@link #COLUMNS}. */
  List<? extends @Nullable Object> cells(List<CostKey> keys) {
    List<@Nullable Object> cells = new ArrayList<>();
    keys.forEach(key -> cells.add(group.get(key.jsonName())));
    cells.add(number(amount));
    cells.add(number(possibleAmount));
    cells.add(creates);
    cells.add(unknownCreates);
    cells.add(currency);
    return cells;
  }

  private static @Nullable BigDecimal number(@Nullable String amount) {
    return amount == null ? null : new BigDecimal(amount);
  }
}
