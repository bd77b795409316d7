package io.atelier.skill;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.MediaKind;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One form that a skill's input has, all of it: what it may say, what it must, and what that asks
 * for.
 *
 * @param name what tells it from the skill's other forms: the value of the field that all begin
 *     with
 * @param anyOf of these at least one has to be there; empty if none has
 * @param examples inputs that are taken, as JSON; the first one says little
 * @param request turns a valid input into what is to be made
 */
record Variant(
    String name,
    String description,
    List<Field<?>> fields,
    List<Field<?>> anyOf,
    List<JsonObject> examples,
    Function<Input, GenerationRequest> request) {
  Variant {
    fields = List.copyOf(fields);
    anyOf = List.copyOf(anyOf);
    examples = List.copyOf(examples);
  }

  /** An example, written with apostrophes for quotation marks. */
  static JsonObject example(String text) {
    try (JsonReader reader = Json.createReader(new StringReader(text.replace('\'', '"')))) {
      return reader.readObject();
    }
  }

  /**
   * What an input asks for.
   *
   * @throws ProblemException naming the first field that is unknown, missing or not allowed
   */
  GenerationRequest read(JsonObject object, String prefix) {
    Input input = Input.read(object, prefix, fields);
    if (!anyOf.isEmpty() && anyOf.stream().allMatch(field -> input.find(field) == null)) {
      throw new ProblemException(
          ErrorCode.MISSING_FIELD,
          input.path(anyOf.get(0)),
          anyOf.stream().map(Field::name).collect(Collectors.joining(" or ")) + " is required.");
    }
    return request.apply(input);
  }

  /** What is made of its examples, and so of all. */
  Set<MediaKind> kinds() {
    return examples.stream()
        .map(example -> read(example, "").kind())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
