package io.atelier.skill;

import static io.atelier.problem.SharedJson.JSON;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.ProblemException;
import io.atelier.problem.UnknownFieldException;
import io.atelier.provider.GenerationRequest;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Something a workflow may ask for.
 *
 * @param name what it is asked for by
 * @param type the field whose value says which of the variants it is; null where there is one
 * @param variants the forms its input has
 */
record Skill(
    String name, String description, @Nullable Field<String> type, List<Variant> variants) {
  Skill {
    variants = List.copyOf(variants);
    if ((type == null) != (variants.size() == 1)) {
      throw new IllegalArgumentException("several variants are told apart by a field");
    }
  }

  /** A skill whose input has one form. */
  static Skill of(
      String name,
      String description,
      List<Field<?>> fields,
      List<Field<?>> anyOf,
      List<JsonObject> examples,
      Function<Input, GenerationRequest> request) {
    return new Skill(
        name,
        description,
        null,
        List.of(new Variant(name, description, fields, anyOf, examples, request)));
  }

  /**
   * What an input asks for.
   *
   * @param prefix the path of the input as problems name it, {@code input.}
   * @throws ProblemException naming the first field that is unknown, missing or not allowed
   */
  GenerationRequest read(JsonObject input, String prefix) {
    if (type == null) {
      return variants.get(0).read(input, prefix);
    }
    List<String> known = variants.stream().flatMap(Skill::names).distinct().toList();
    for (String name : input.keySet()) {
      if (!known.contains(name)) {
        throw new UnknownFieldException(prefix, name, known);
      }
    }
    Variant variant = variant(Input.read(only(input, List.of(type.name())), prefix, List.of(type)));
    for (String name : foreign(variant)) {
      if (!JsonValue.NULL.equals(input.getOrDefault(name, JsonValue.NULL))) {
        throw new InvalidFieldException(
            prefix + name, "must be absent where " + type.name() + " is " + variant.name());
      }
    }
    return variant.read(only(input, names(variant).toList()), prefix);
  }

  /** The fields of the others that this variant has not; null is all they may be in it. */
  List<String> foreign(Variant variant) {
    List<String> own = names(variant).toList();
    return variants.stream()
        .flatMap(Skill::names)
        .distinct()
        .filter(name -> !own.contains(name))
        .toList();
  }

  private Variant variant(Input input) {
    String value = input.get(Objects.requireNonNull(type));
    return variants.stream()
        .filter(variant -> variant.name().equals(value))
        .findFirst()
        .orElseThrow();
  }

  private static Stream<String> names(Variant variant) {
    return variant.fields().stream().map(Field::name);
  }

  private static JsonObject only(JsonObject input, List<String> names) {
    JsonObjectBuilder some = JSON.createObjectBuilder();
    names.stream().filter(input::containsKey).forEach(name -> some.add(name, input.get(name)));
    return some.build();
  }
}
