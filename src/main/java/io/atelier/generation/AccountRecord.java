package io.atelier.generation;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code provider_account} as operators read it: all of it, by the names of its columns.
 */
record AccountRecord(JsonObject columns) {
  static final AccountRecord NONE = new AccountRecord(JsonValue.EMPTY_JSON_OBJECT);

  static AccountRecord of(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return new AccountRecord(reader.readObject());
    }
  }

  ProviderView.CircuitView circuit(Instant now) {
    Instant until = time("open_until");
    String state = until == null ? "CLOSED" : now.isBefore(until) ? "OPEN" : "TRIAL";
    return new ProviderView.CircuitView(
        state, until, columns.getInt("failures", 0), columns.getInt("timeouts", 0));
  }

  @Nullable Instant heldUntil(Instant now) {
    Instant until = time("held_until");
    return until == null || !now.isBefore(until) ? null : until;
  }

  ProviderView.Rates rates(AccountLimits limits, Instant now) {
    Instant creates = time("creates_at");
    Instant requests = time("requests_at");
    return new ProviderView.Rates(
        limits.createRate().map(Rate::text).orElse(null),
        limits.createRate().map(rate -> rate.free(creates, now)).orElse(null),
        limits.requestRate().map(Rate::text).orElse(null),
        limits.requestRate().map(rate -> rate.free(requests, now)).orElse(null));
  }

  ProviderView.@Nullable Balance balance() {
    Instant at = time("balance_at");
    if (at == null || columns.isNull("balance") || columns.isNull("balance_unit")) {
      return null;
    }
    return new ProviderView.Balance(
        columns.getJsonNumber("balance").bigDecimalValue(), columns.getString("balance_unit"), at);
  }

  private @Nullable Instant time(String column) {
    JsonValue value = columns.getOrDefault(column, JsonValue.NULL);
    return value.equals(JsonValue.NULL)
        ? null
        : OffsetDateTime.parse(columns.getString(column)).toInstant();
  }
}
