package io.atelier.cost;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What costs can be summed up by, in the order they are listed by (US6.3). */
enum CostKey {
  DAY("to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')"),
  MONTH("to_char(accepted_at AT TIME ZONE 'UTC', 'YYYY-MM')"),
  TENANT("tenant_id"),
  PROVIDER("provider"),
  KIND("lower(kind)"),
  MODEL("coalesce(model, '')"),
  SKILL("skill"),
  RUN("run_id"),
  RESOLUTION("coalesce(parameters ->> 'resolution', '')"),
  DURATION(DurationBucket.of("parameters ->> 'duration_seconds'")),
  BASIS("lower(basis)"),
  CURRENCY("currency");

  private final String expression;

  CostKey(String expression) {
    this.expression = expression;
  }

  /** The SQL of its value: text that is never null; empty where an entry has none. */
  String expression() {
    return expression;
  }

  /** The SQL of its value in the sums of months; empty where they are not made by it. */
  Optional<String> ofSums() {
    return switch (this) {
      case MONTH -> Optional.of("month");
      case MODEL -> Optional.of("model");
      case TENANT, PROVIDER, KIND, SKILL, BASIS, CURRENCY -> Optional.of(expression);
      case DAY, RUN, RESOLUTION, DURATION -> Optional.empty();
    };
  }

  /** Whether entries can be filtered by it; by time they are by {@code from} and {@code to}. */
  boolean filters() {
    return switch (this) {
      case DAY, MONTH -> false;
      case TENANT, PROVIDER, KIND, MODEL, SKILL, RUN, RESOLUTION, DURATION, BASIS, CURRENCY -> true;
    };
  }

  /** The name in JSON, CSV and parameters, in lower case. */
  String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<CostKey> ofJsonName(String name) {
    return Arrays.stream(values()).filter(key -> key.jsonName().equals(name)).findFirst();
  }
}
