package io.atelier.skill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;

/**
 * The JSON Schema (draft 2020-12) of what is read by {@link Field}s: written from the very fields
 * that validate, it takes what they take.
 *
 * <p>What no schema can say is said in words: that an artifact exists, how many bytes an object
 * has.
 */
final class InputSchema {
  private static final String DRAFT = "https://json-schema.org/draft/2020-12/schema";

  private InputSchema() {}

  /** The schema of a skill's input, a document of its own. */
  static JsonObject document(Skill skill) {
    return Json.createObjectBuilder().add("$schema", DRAFT).addAll(of(skill)).build();
  }

  /** The same as a part of another document. */
  static JsonObjectBuilder of(Skill skill) {
    JsonObjectBuilder schema =
        Json.createObjectBuilder()
            .add("title", skill.name())
            .add("description", skill.description());
    if (skill.type() == null) {
      return schema.addAll(variant(skill, skill.variants().get(0)));
    }
    JsonArrayBuilder variants = Json.createArrayBuilder();
    JsonArrayBuilder examples = Json.createArrayBuilder();
    for (Variant variant : skill.variants()) {
      variants.add(
          Json.createObjectBuilder()
              .add("title", variant.name())
              .add("description", variant.description())
              .addAll(variant(skill, variant)));
      variant.examples().forEach(examples::add);
    }
    return schema.add("oneOf", variants).add("examples", examples);
  }

  private static JsonObjectBuilder variant(Skill skill, Variant variant) {
    JsonObjectBuilder properties = properties(variant.fields());
    Field<String> type = skill.type();
    if (type != null) {
      properties.add(
          type.name(),
          Json.createObjectBuilder()
              .add("description", type.description())
              .add("type", "string")
              .add("const", variant.name()));
    }
    skill
        .foreign(variant)
        .forEach(name -> properties.add(name, Json.createObjectBuilder().add("type", "null")));
    JsonObjectBuilder schema = object(properties, variant.fields());
    if (!variant.anyOf().isEmpty()) {
      schema.add("anyOf", present(variant.anyOf()));
    }
    return schema.add("examples", Json.createArrayBuilder(variant.examples()));
  }

  /** The schema of an object of these properties, which are of these fields. */
  static JsonObjectBuilder object(JsonObjectBuilder properties, List<Field<?>> fields) {
    JsonObjectBuilder schema =
        Json.createObjectBuilder().add("type", "object").add("properties", properties);
    List<String> required = fields.stream().filter(Field::required).map(Field::name).toList();
    if (!required.isEmpty()) {
      schema.add("required", Json.createArrayBuilder(required));
    }
    return schema.add("additionalProperties", false);
  }

  /** The schemas of these fields, by name. */
  static JsonObjectBuilder properties(List<Field<?>> fields) {
    JsonObjectBuilder properties = Json.createObjectBuilder();
    fields.forEach(field -> properties.add(field.name(), property(field)));
    return properties;
  }

  private static JsonObjectBuilder property(Field<?> field) {
    JsonObjectBuilder schema =
        Json.createObjectBuilder()
            .add("description", field.description())
            .addAll(RuleSchema.of(field.rule(), !field.required()));
    Object fallback = field.fallback();
    if (fallback != null) {
      RuleValues.written(field.rule(), fallback).ifPresent(value -> schema.add("default", value));
    }
    return schema;
  }

  // Null counts as absent.
  private static JsonArrayBuilder present(List<Field<?>> fields) {
    JsonArrayBuilder ways = Json.createArrayBuilder();
    for (Field<?> field : fields) {
      JsonObject notNull =
          Json.createObjectBuilder()
              .add("not", Json.createObjectBuilder().add("type", "null"))
              .build();
      ways.add(
          Json.createObjectBuilder()
              .add("required", Json.createArrayBuilder().add(field.name()))
              .add(
                  "properties", Json.createObjectBuilder().add(field.name(), (JsonValue) notNull)));
    }
    return ways;
  }
}
