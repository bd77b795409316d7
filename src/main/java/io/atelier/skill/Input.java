package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.problem.UnknownFieldException;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The values of an object's fields, every one checked, none unknown. */
final class Input {
  private final String prefix;
  private final Map<Field<?>, Object> values;

  private Input(String prefix, Map<Field<?>, Object> values) {
    this.prefix = prefix;
    this.values = values;
  }

  /**
   * Reads an object by its fields.
   *
   * @param prefix the path of the object as problems name it, {@code input.}; empty at the top
   * @throws ProblemException naming the first field that is unknown, missing or not allowed
   */
  static Input read(JsonObject object, String prefix, List<Field<?>> fields) {
    for (String name : object.keySet()) {
      if (fields.stream().noneMatch(field -> field.name().equals(name))) {
        throw new UnknownFieldException(prefix, name, fields.stream().map(Field::name).toList());
      }
    }
    Map<Field<?>, Object> values = new HashMap<>();
    for (Field<?> field : fields) {
      Object value = value(object, prefix + field.name(), field);
      if (value != null) {
        values.put(field, value);
      }
    }
    return new Input(prefix, values);
  }

  private static @Nullable Object value(JsonObject object, String path, Field<?> field) {
    JsonValue given = object.get(field.name());
    if (given != null && given.getValueType() != JsonValue.ValueType.NULL) {
      return field.rule().read(given, path);
    }
    if (field.required()) {
      throw new ProblemException(ErrorCode.MISSING_FIELD, path, path + " is required.");
    }
    return field.fallback();
  }

  /** The field as problems name it. */
  String path(Field<?> field) {
    return prefix + field.name();
  }

  /** The value of a field that is required or has a fallback. */
  <T> T get(Field<T> field) {
    T value = find(field);
    if (value == null) {
      throw new IllegalArgumentException(field.name() + " may be absent");
    }
    return value;
  }

  /** The value of a field, or null where it is absent. */
  @SuppressWarnings("unchecked") // put there by the field's own rule
  <T> @Nullable T find(Field<T> field) {
    return (T) values.get(field);
  }
}
