package io.atelier.skill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes the values that a {@link Rule} reads. */
final class RuleValues {
  private static final String SOME_ID = "00000000-0000-7000-8000-000000000000";

  private RuleValues() {}

  /** The value that is read as this one; empty where none is. */
  static Optional<JsonValue> written(Rule<?> rule, Object value) {
    return switch (rule) {
      case Rule.Choice<?> c ->
          c.values().entrySet().stream()
              .filter(entry -> entry.getValue().equals(value))
              .map(Map.Entry::getKey)
              .<JsonValue>map(Json::createValue)
              .findFirst();
      case Rule.WholeNumber n -> Optional.of(Json.createValue((Integer) value));
      case Rule.Decimal d -> Optional.of(Json.createValue((BigDecimal) value));
      case Rule.Flag f -> Optional.of(value.equals(true) ? JsonValue.TRUE : JsonValue.FALSE);
      case Rule.Text t -> Optional.of(Json.createValue((String) value));
      case Rule.Choices<?> c -> Optional.empty();
      case Rule.Names n -> Optional.empty();
      case Rule.StepName s -> Optional.empty();
      case Rule.ArtifactId a -> Optional.empty();
      case Rule.Opaque o -> Optional.empty();
      case Rule.Nested n -> Optional.empty();
    };
  }

  /** The values at which who makes it may differ: each name, both bounds, the longest text. */
  static Stream<JsonValue> extremes(Rule<?> rule) {
    return switch (rule) {
      case Rule.Choice<?> c -> c.values().keySet().stream().map(Json::createValue);
      case Rule.Choices<?> c ->
          c.choice().values().keySet().stream()
              .map(name -> Json.createArrayBuilder().add(name))
              .map(JsonArrayBuilder::build);
      case Rule.Flag f -> Stream.of(JsonValue.TRUE, JsonValue.FALSE);
      case Rule.WholeNumber n -> List.of(n.min(), n.max()).stream().map(Json::createValue);
      case Rule.Decimal d -> Stream.of(d.min(), d.max()).map(Json::createValue);
      case Rule.Text t -> Stream.of(Json.createValue("x".repeat(t.max())));
      case Rule.ArtifactId a -> Stream.of(Json.createValue(SOME_ID));
      case Rule.Names n -> Stream.empty();
      case Rule.StepName s -> Stream.empty();
      case Rule.Opaque o -> Stream.empty();
      case Rule.Nested n -> Stream.empty();
    };
  }
}
