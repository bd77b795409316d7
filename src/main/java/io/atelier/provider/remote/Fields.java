package io.atelier.provider.remote;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as providers send it: a number may be a string, an object or a list may be a string
 * that holds one, what is null or blank is not there, and a field may go by several names.
 */
public record Fields(JsonObject json) {

  /** The object that a text is, if it is one. */
  public static Optional<Fields> parse(String text) {
    return structure(text) instanceof JsonObject object
        ? Optional.of(new Fields(object))
        : Optional.empty();
  }

  /** The first of these fields that has a text or number. */
  public Optional<String> text(String... names) {
    for (String name : names) {
      Optional<String> found = scalar(json.get(name));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** The first of these fields that has a text or number, as a number if it is one. */
  public Optional<BigDecimal> number(String... names) {
    return text(names).flatMap(Fields::decimal);
  }

  /** The field that is an object. */
  public Optional<Fields> object(String name) {
    return structure(json.get(name)) instanceof JsonObject object
        ? Optional.of(new Fields(object))
        : Optional.empty();
  }

  /** The objects of a list; what else is in it is left out. */
  public List<Fields> objects(String name) {
    List<Fields> objects = new ArrayList<>();
    if (structure(json.get(name)) instanceof JsonArray array) {
      for (JsonValue value : array) {
        if (value instanceof JsonObject object) {
          objects.add(new Fields(object));
        }
      }
    }
    return objects;
  }

  /** The texts of a list, or the one text in its place. */
  public List<String> texts(String name) {
    if (structure(json.get(name)) instanceof JsonArray array) {
      return array.stream().map(Fields::scalar).flatMap(Optional::stream).toList();
    }
    return text(name).stream().toList();
  }

  private static Optional<String> scalar(@Nullable JsonValue value) {
    if (value instanceof JsonString text) {
      return Optional.of(text.getString().strip()).filter(t -> !t.isEmpty());
    }
    return value instanceof JsonNumber number ? Optional.of(number.toString()) : Optional.empty();
  }

  private static Optional<BigDecimal> decimal(String text) {
    try {
      return text.length() > 40 ? Optional.empty() : Optional.of(new BigDecimal(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static JsonValue structure(@Nullable JsonValue value) {
    if (value instanceof JsonStructure structure) {
      return structure;
    }
    return value instanceof JsonString text ? structure(text.getString()) : JsonValue.NULL;
  }

  private static JsonValue structure(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text))) {
      return reader.read();
    } catch (RuntimeException e) {
      // Not JSON, or more of it than the parser takes: what is too deep, or a number too long, is
      // no
      // JsonException.
      return JsonValue.NULL;
    }
  }
}
