package io.atelier.generation;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import jakarta.json.bind.annotation.JsonbTransient;
import java.io.StringReader;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A provider of the configured route, and whether it may make a certain thing.
 *
 * @param provider its name
 * @param reason why it is passed over; null if it is not
 */
@JsonbPropertyOrder({"provider", "reason"})
public record Candidate(String provider, @Nullable String reason) {

  /** Whether it is on the thing's own route. */
  @JsonbTransient
  public boolean isAble() {
    return reason == null;
  }

  /** Candidates as the JSON that {@link #read} reads; null for none. */
  static @Nullable String written(List<Candidate> candidates) {
    if (candidates.isEmpty()) {
      return null;
    }
    JsonArrayBuilder all = Json.createArrayBuilder();
    candidates.forEach(
        one ->
            all.add(
                Json.createObjectBuilder()
                    .add("provider", one.provider())
                    .add("reason", String.valueOf(one.reason()))));
    return all.build().toString();
  }

  /** The candidates of a JSON text; none for null. */
  static List<Candidate> read(@Nullable String json) {
    if (json == null) {
      return List.of();
    }
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readArray().getValuesAs(JsonObject.class).stream()
          .map(one -> new Candidate(one.getString("provider"), one.getString("reason")))
          .toList();
    }
  }
}
