package io.atelier.skill;

import io.atelier.problem.InvalidFieldException;
import io.atelier.run.RunId;
import io.atelier.run.StepId;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** What values a field takes; refuses all others in words the caller can act on. */
sealed interface Rule<T> {

  /**
   * The value.
   *
   * @param path the field's name as the problem names it, {@code input.size}
   * @throws InvalidFieldException if it is not allowed
   */
  T read(JsonValue value, String path);

  /** Text of a number of Unicode code points, without NUL and lone surrogates. */
  record Text(int min, int max) implements Rule<String> {
    @Override
    public String read(JsonValue value, String path) {
      if (!(value instanceof JsonString string)) {
        throw new InvalidFieldException(path, "must be a string");
      }
      String text = string.getString();
      int length = text.codePointCount(0, text.length());
      if (length < min || length > max || (min > 0 && text.isBlank())) {
        throw new InvalidFieldException(
            path, "must have " + min + " to " + max + " characters, not only white space");
      }
      if (!StorableText.is(text)) {
        throw new InvalidFieldException(path, "must not contain NUL or unpaired surrogates");
      }
      return text;
    }
  }

  /** The workflow's own name of a step. */
  record StepName() implements Rule<StepId> {
    static final String PATTERN = RunId.PATTERN;

    @Override
    public StepId read(JsonValue value, String path) {
      return Optional.of(value)
          .filter(JsonString.class::isInstance)
          .flatMap(name -> StepId.parse(((JsonString) name).getString()))
          .orElseThrow(
              () -> new InvalidFieldException(path, "must be a string that matches " + PATTERN));
    }
  }

  /** A whole number within bounds, both included, that is a multiple of the step. */
  record WholeNumber(int min, int max, int step) implements Rule<Integer> {
    WholeNumber(int min, int max) {
      this(min, max, 1);
    }

    @Override
    public Integer read(JsonValue value, String path) {
      BigDecimal number =
          new Decimal(BigDecimal.valueOf(min), BigDecimal.valueOf(max), 0).read(value, path);
      if (number.intValue() % step != 0) {
        throw new InvalidFieldException(path, "must be a multiple of " + step);
      }
      return number.intValue();
    }
  }

  /** A decimal number within bounds, both included, with at most so many decimals. */
  record Decimal(BigDecimal min, BigDecimal max, int decimals) implements Rule<BigDecimal> {
    @Override
    public BigDecimal read(JsonValue value, String path) {
      if (!(value instanceof JsonNumber json)) {
        throw new InvalidFieldException(path, "must be a number");
      }
      BigDecimal number = json.bigDecimalValue();
      // In this order: a number within bounds is small enough to be worked on.
      if (number.compareTo(min) < 0 || number.compareTo(max) > 0) {
        throw new InvalidFieldException(path, "must be from " + min + " to " + max);
      }
      BigDecimal stripped = number.stripTrailingZeros();
      if (stripped.scale() > decimals) {
        throw new InvalidFieldException(
            path,
            decimals == 0
                ? "must be a whole number"
                : "must have at most " + decimals + " decimals");
      }
      return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
  }

  /** The id of an artifact. */
  record ArtifactId() implements Rule<UUID> {
    @Override
    public UUID read(JsonValue value, String path) {
      if (value instanceof JsonString string) {
        try {
          UUID id = UUID.fromString(string.getString());
          if (id.toString().equals(string.getString())) {
            return id;
          }
        } catch (IllegalArgumentException e) {
          throw notAnId(path);
        }
      }
      throw notAnId(path);
    }

    private static InvalidFieldException notAnId(String path) {
      return new InvalidFieldException(path, "must be the id of an artifact");
    }
  }

  /** Several of the named values, each once, in the order they are declared. */
  record Choices<E extends Enum<E>>(Choice<E> choice) implements Rule<List<E>> {
    @Override
    public List<E> read(JsonValue value, String path) {
      if (!(value instanceof JsonArray array)
          || array.isEmpty()
          || array.size() > choice.values().size()) {
        throw new InvalidFieldException(
            path, "must be a list of " + String.join(", ", choice.values().keySet()));
      }
      List<E> chosen = array.stream().map(one -> choice.read(one, path)).sorted().toList();
      if (chosen.stream().distinct().count() < chosen.size()) {
        throw new InvalidFieldException(path, "must name each once");
      }
      return chosen;
    }
  }

  /** True or false. */
  record Flag() implements Rule<Boolean> {
    @Override
    public Boolean read(JsonValue value, String path) {
      return switch (value.getValueType()) {
        case TRUE -> true;
        case FALSE -> false;
        case ARRAY, OBJECT, STRING, NUMBER, NULL ->
            throw new InvalidFieldException(path, "must be true or false");
      };
    }
  }

  /** One of the named values. */
  record Choice<E>(Map<String, E> values) implements Rule<E> {
    static Choice<String> of(List<String> names) {
      Map<String, String> byName = new LinkedHashMap<>();
      names.forEach(name -> byName.put(name, name));
      return new Choice<>(byName);
    }

    static <E extends Enum<E>> Choice<E> of(E[] values, Function<E, String> name) {
      Map<String, E> byName = new LinkedHashMap<>();
      Arrays.stream(values).forEach(value -> byName.put(name.apply(value), value));
      return new Choice<>(byName);
    }

    @Override
    public E read(JsonValue value, String path) {
      E chosen = value instanceof JsonString name ? values.get(name.getString()) : null;
      if (chosen == null) {
        throw new InvalidFieldException(
            path, "must be one of " + String.join(", ", values.keySet()));
      }
      return chosen;
    }
  }

  /** A list of so many different names at most. */
  record Names(int most, int longest) implements Rule<List<String>> {
    @Override
    public List<String> read(JsonValue value, String path) {
      if (!(value instanceof JsonArray array) || array.isEmpty() || array.size() > most) {
        throw new InvalidFieldException(path, "must be a list of 1 to " + most + " names");
      }
      Text name = new Text(1, longest);
      List<String> names = array.stream().map(one -> name.read(one, path)).toList();
      if (names.stream().distinct().count() < names.size()) {
        throw new InvalidFieldException(path, "must name each once");
      }
      return names;
    }
  }

  /** Any object whose JSON is short enough, kept unread. */
  record Opaque(int maxBytes) implements Rule<JsonObject> {
    @Override
    public JsonObject read(JsonValue value, String path) {
      if (!(value instanceof JsonObject object)) {
        throw new InvalidFieldException(path, "must be an object");
      }
      if (object.toString().getBytes(StandardCharsets.UTF_8).length > maxBytes) {
        throw new InvalidFieldException(path, "must have at most " + maxBytes + " bytes");
      }
      if (!StorableText.is(object)) {
        throw new InvalidFieldException(path, "must not contain NUL or unpaired surrogates");
      }
      return object;
    }
  }

  /** An object that another set of fields reads. */
  record Nested() implements Rule<JsonObject> {
    @Override
    public JsonObject read(JsonValue value, String path) {
      if (!(value instanceof JsonObject object)) {
        throw new InvalidFieldException(path, "must be an object");
      }
      return object;
    }
  }
}
