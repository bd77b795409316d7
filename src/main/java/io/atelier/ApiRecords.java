package io.atelier;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.bind.annotation.JsonbNillable;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.jspecify.annotations.Nullable;

/**
 * Says of the records that answers are made of what their Java says: every component is always
 * there (but for one that is not written as null), and null only where it is {@link Nullable}.
 */
final class ApiRecords {
  private ApiRecords() {}

  /** Says it of their schemas, and shows an example of what has one. */
  static void describe(Components components) {
    examples()
        .forEach(
            (name, example) -> {
              Schema schema = components.getSchemas().get(name);
              if (schema != null) {
                schema.setExamples(List.of(Objects.requireNonNull(JsonSchemas.plain(example))));
              }
            });
    components.getSchemas().values().forEach(page -> showItem(page, components));
    for (Class<? extends Record> type : AnsweredRecords.ALL) {
      components
          .getSchemas()
          .forEach(
              (name, schema) -> {
                if (isOf(name, type)) {
                  describe(schema, type);
                }
              });
    }
  }

  // A page has one of what it is of.
  private static void showItem(Schema page, Components components) {
    Map<String, Schema> properties = page.getProperties();
    if (page.getExamples() != null
        || properties == null
        || !properties.keySet().equals(Set.of("items", "next"))) {
      return;
    }
    Schema items = Objects.requireNonNull(properties.get("items")).getItems();
    String item =
        items == null || items.getRef() == null ? "" : items.getRef().replaceFirst(".*/", "");
    Schema shown = components.getSchemas().get(item);
    if (shown != null && shown.getExamples() != null) {
      Map<String, @Nullable Object> example = new LinkedHashMap<>();
      example.put("items", List.of(shown.getExamples().get(0)));
      example.put("next", null);
      page.setExamples(List.of(example));
    }
  }

  // A generic one has a schema for each argument, whose name ends with the argument's.
  private static boolean isOf(String schema, Class<?> type) {
    return type.getTypeParameters().length == 0
        ? schema.equals(type.getSimpleName())
        : schema.startsWith(type.getSimpleName());
  }

  private static JsonObject examples() {
    try (JsonReader reader =
        Json.createReader(
            Objects.requireNonNull(
                ApiRecords.class.getResourceAsStream("/META-INF/api-examples.json")))) {
      return reader.readObject();
    }
  }

  private static void describe(Schema schema, Class<? extends Record> record) {
    Map<String, Schema> properties = new LinkedHashMap<>(schema.getProperties());
    List<String> required = new ArrayList<>();
    for (RecordComponent component : record.getRecordComponents()) {
      String name = jsonName(component.getName());
      if (isAlwaysThere(component)) {
        required.add(name);
      }
      AnnotatedType type = component.getAnnotatedType();
      if (type instanceof AnnotatedParameterizedType map && isNullable(last(map))) {
        properties.computeIfPresent(name, (n, property) -> withNullableValues(property));
      }
      if (isNullable(type)) {
        properties.computeIfPresent(name, (n, property) -> nullable(property));
      }
    }
    schema.setRequired(required);
    schema.setProperties(properties);
  }

  private static boolean isAlwaysThere(RecordComponent component) {
    JsonbNillable nillable = component.getAccessor().getAnnotation(JsonbNillable.class);
    return nillable == null || nillable.value();
  }

  private static boolean isNullable(AnnotatedType type) {
    return type.isAnnotationPresent(Nullable.class);
  }

  private static AnnotatedType last(AnnotatedParameterizedType type) {
    AnnotatedType[] arguments = type.getAnnotatedActualTypeArguments();
    return arguments[arguments.length - 1];
  }

  private static Schema withNullableValues(Schema map) {
    Schema values = map.getAdditionalPropertiesSchema();
    if (values != null) {
      map.setAdditionalPropertiesSchema(nullable(values));
    }
    return map;
  }

  private static Schema nullable(Schema property) {
    // Null is none of the values that are listed, whatever the type says.
    if (property.getRef() != null || property.getEnumeration() != null) {
      return OASFactory.createSchema()
          .anyOf(List.of(property, OASFactory.createSchema().addType(SchemaType.NULL)));
    }
    if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
      property.addType(SchemaType.NULL);
    }
    return property;
  }

  private static String jsonName(String javaName) {
    return javaName.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }
}
