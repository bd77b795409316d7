package io.atelier;

import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/** Turns a JSON Schema into the form it has in an API's description; the keywords are the same. */
final class JsonSchemas {
  private static final Set<String> SCHEMAS = Set.of("not", "items", "if", "then", "else");
  private static final Set<String> LISTS = Set.of("allOf", "anyOf", "oneOf");

  private JsonSchemas() {}

  /** The schema of a JSON object. */
  static Schema of(JsonObject json) {
    Schema schema = OASFactory.createSchema();
    json.forEach((keyword, value) -> set(schema, keyword, value));
    return schema;
  }

  private static void set(Schema schema, String keyword, JsonValue value) {
    if (SCHEMAS.contains(keyword)) {
      schema.set(keyword, of(value.asJsonObject()));
    } else if (LISTS.contains(keyword)) {
      schema.set(
          keyword,
          value.asJsonArray().getValuesAs(JsonObject.class).stream().map(JsonSchemas::of).toList());
    } else if (keyword.equals("properties")) {
      Map<String, Schema> properties = new LinkedHashMap<>();
      value.asJsonObject().forEach((name, one) -> properties.put(name, of(one.asJsonObject())));
      schema.setProperties(properties);
    } else if (keyword.equals("type")) {
      schema.setType(types(value));
    } else if (keyword.equals("$ref")) {
      schema.setRef(((JsonString) value).getString());
    } else if (keyword.equals("additionalProperties")) {
      schema.setAdditionalPropertiesSchema(
          OASFactory.createSchema().booleanSchema(value.equals(JsonValue.TRUE)));
    } else {
      schema.set(keyword, plain(value));
    }
  }

  private static List<SchemaType> types(JsonValue value) {
    List<String> names =
        value instanceof JsonArray several
            ? several.getValuesAs(JsonString::getString)
            : List.of(((JsonString) value).getString());
    return names.stream().map(name -> SchemaType.valueOf(name.toUpperCase(Locale.ROOT))).toList();
  }

  /** A JSON value as Java has it. */
  static @Nullable Object plain(JsonValue value) {
    return switch (value.getValueType()) {
      case NULL -> null;
      case TRUE -> true;
      case FALSE -> false;
      case STRING -> ((JsonString) value).getString();
      case NUMBER -> number((JsonNumber) value);
      case ARRAY -> {
        List<@Nullable Object> all = new ArrayList<>();
        value.asJsonArray().forEach(one -> all.add(plain(one)));
        yield all;
      }
      case OBJECT -> {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        value.asJsonObject().forEach((name, one) -> all.put(name, plain(one)));
        yield all;
      }
    };
  }

  private static Object number(JsonNumber number) {
    return number.isIntegral() ? (Object) number.intValue() : number.bigDecimalValue();
  }
}
