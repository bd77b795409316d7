package io.atelier.skill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.math.BigDecimal;

/** Says in JSON Schema (draft 2020-12) what a {@link Rule} takes: just that, and no more. */
final class RuleSchema {
  /** What {@link Character#isWhitespace(int)} is true of, as part of a character class. */
  private static final String SPACE =
      "\\t-\\r\\u001c-\\u0020\\u1680\\u2000-\\u2006\\u2008-\\u200a\\u2028\\u2029\\u205f\\u3000";

  /** What {@link StorableText} refuses, likewise. */
  private static final String UNSTORABLE = "\\u0000\\ud800-\\udfff";

  private static final String STORABLE = "^[^" + UNSTORABLE + "]*$";
  private static final String NOT_BLANK =
      "^[^%1$s]*[^%1$s%2$s][^%1$s]*$".formatted(UNSTORABLE, SPACE);
  private static final String UUID = "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$";

  private RuleSchema() {}

  /**
   * The schema of a value.
   *
   * @param nullable whether null is taken too, which counts as absent
   */
  static JsonObjectBuilder of(Rule<?> rule, boolean nullable) {
    return switch (rule) {
      case Rule.Text t ->
          typed("string", nullable)
              .add("minLength", t.min())
              .add("maxLength", t.max())
              .add("pattern", t.min() > 0 ? NOT_BLANK : STORABLE);
      case Rule.StepName n ->
          typed("string", nullable).add("pattern", "^" + Rule.StepName.PATTERN + "$");
      case Rule.WholeNumber n ->
          typed("integer", nullable)
              .add("minimum", n.min())
              .add("maximum", n.max())
              .add("multipleOf", n.step());
      case Rule.Decimal d ->
          typed("number", nullable)
              .add("minimum", d.min())
              .add("maximum", d.max())
              .add("multipleOf", BigDecimal.ONE.movePointLeft(d.decimals()));
      case Rule.ArtifactId a ->
          typed("string", nullable).add("format", "uuid").add("pattern", UUID);
      case Rule.Flag f -> typed("boolean", nullable);
      case Rule.Choice<?> c -> typed("string", nullable).add("enum", names(c, nullable));
      case Rule.Choices<?> c -> list(of(c.choice(), false), c.choice().values().size(), nullable);
      case Rule.Names n -> list(of(new Rule.Text(1, n.longest()), false), n.most(), nullable);
      case Rule.Opaque o -> typed("object", nullable);
      case Rule.Nested n -> typed("object", nullable);
    };
  }

  private static JsonObjectBuilder list(JsonObjectBuilder items, int most, boolean nullable) {
    return typed("array", nullable)
        .add("items", items)
        .add("minItems", 1)
        .add("maxItems", most)
        .add("uniqueItems", true);
  }

  private static JsonObjectBuilder typed(String type, boolean nullable) {
    JsonObjectBuilder schema = Json.createObjectBuilder();
    return nullable
        ? schema.add("type", Json.createArrayBuilder().add(type).add("null"))
        : schema.add("type", type);
  }

  private static JsonArrayBuilder names(Rule.Choice<?> choice, boolean nullable) {
    JsonArrayBuilder names = Json.createArrayBuilder(choice.values().keySet());
    return nullable ? names.add(JsonValue.NULL) : names;
  }
}
