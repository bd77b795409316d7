package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.UnknownFieldException;
import io.atelier.provider.MediaKind;
import io.atelier.provider.Providers;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/**
 * Reads what an operator sets for a tenant: {@code {"image":{"limit":8,"timeout_seconds":90,
 * "poll_interval_seconds":1,"providers":["nano-banana","procedural"]}}}, each part optional.
 */
@Dependent
class TenantPolicyReader {
  private static final List<String> FIELDS =
      List.of(
          TenantPolicy.Changes.LIMIT,
          TenantPolicy.Changes.TIMEOUT,
          TenantPolicy.Changes.POLL_INTERVAL,
          TenantPolicy.Changes.PROVIDERS);
  private static final int MOST_SLOTS = 10_000;
  private static final BigDecimal SHORTEST = new BigDecimal("0.1");
  private static final BigDecimal LONGEST = new BigDecimal("86400");

  private final Providers providers;

  @Inject
  TenantPolicyReader(Providers providers) {
    this.providers = providers;
  }

  /**
   * Requires that every value is within its range.
   *
   * @throws io.atelier.problem.ProblemException naming the field that is wrong
   */
  void check(JsonObject document) {
    JsonBody.requireKnown(
        document, Arrays.stream(MediaKind.values()).map(MediaKind::jsonName).toList());
    document.forEach(this::checkKind);
  }

  private void checkKind(String kind, JsonValue value) {
    if (!(value instanceof JsonObject changes)) {
      throw new InvalidFieldException(kind, "must be an object");
    }
    changes.forEach((name, setting) -> check(kind + ".", name, setting));
  }

  private void check(String prefix, String name, JsonValue value) {
    String field = prefix + name;
    switch (FIELDS.indexOf(name)) {
      case 0 -> requireNumber(field, value, BigDecimal.ONE, BigDecimal.valueOf(MOST_SLOTS), 0);
      case 1, 2 -> requireNumber(field, value, SHORTEST, LONGEST, 3);
      case 3 -> requireProviders(field, value);
      default -> throw new UnknownFieldException(prefix, name, FIELDS);
    }
  }

  private static void requireNumber(
      String field, JsonValue value, BigDecimal least, BigDecimal most, int scale) {
    if (!(value instanceof JsonNumber number)
        || number.bigDecimalValue().compareTo(least) < 0
        || number.bigDecimalValue().compareTo(most) > 0
        || number.bigDecimalValue().stripTrailingZeros().scale() > scale) {
      throw new InvalidFieldException(
          field,
          (scale == 0
                  ? "must be a whole number"
                  : "must be a number of at most " + scale + " decimals,")
              + " from "
              + least
              + " to "
              + most);
    }
  }

  private void requireProviders(String field, JsonValue value) {
    if (!(value instanceof JsonArray names) || names.isEmpty()) {
      throw new InvalidFieldException(field, "must be a list of providers");
    }
    for (JsonValue name : names) {
      if (!(name instanceof JsonString text)
          || providers.find(text.getString()).isEmpty()
          || names.stream().filter(name::equals).count() > 1) {
        throw new InvalidFieldException(
            field,
            "must name providers, each once: "
                + String.join(", ", providers.all().stream().map(p -> p.name()).toList()));
      }
    }
  }
}
