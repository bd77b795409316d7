package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API's description, as the server serves it: complete, and right by the usual linters. */
class ApiLintIT {
  private static final NpmTool LINTERS =
      new NpmTool("api-lint", "lint.mjs", "@stoplight/spectral-core");

  private final JsonObject document = DescribedApi.served().document();

  @Test
  void spectrals_and_redoclys_rules_find_nothing() throws Exception {
    List<JsonObject> findings = LINTERS.run(document.toString());
    assertThat(findings).isEmpty();
  }

  @Test
  void every_object_of_an_answer_says_what_is_always_there() {
    Set<String> answered = new TreeSet<>();
    operations().forEach(operation -> references(operation.getJsonObject("responses"), answered));
    assertThat(answered)
        .contains("JobView", "Problem")
        .allSatisfy(
            name -> {
              JsonObject schema = schema(name);
              assertThat(schema.containsKey("required"))
                  .as(name)
                  .isEqualTo(schema.containsKey("properties"));
            });
  }

  /** The names of the schemas that a part of the description refers to, and they in turn. */
  private void references(JsonValue part, Set<String> names) {
    if (part instanceof JsonArray array) {
      array.forEach(one -> references(one, names));
    } else if (part instanceof JsonObject object) {
      object.values().forEach(one -> references(one, names));
      String name = object.getString("$ref", "").replaceFirst("^#/components/schemas/", "");
      if (object.getString("$ref", "").contains("/schemas/") && names.add(name)) {
        references(schema(name), names);
      } else if (object.getString("$ref", "").contains("/responses/")) {
        references(document.getValue(object.getString("$ref").substring(1)), names);
      }
    }
  }

  private JsonObject schema(String name) {
    return document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
  }

  private Stream<JsonObject> operations() {
    return document.getJsonObject("paths").values().stream()
        .flatMap(item -> item.asJsonObject().values().stream())
        .filter(JsonObject.class::isInstance)
        .map(JsonValue::asJsonObject);
  }

  @Test
  void every_operation_has_a_name_a_summary_a_success_and_its_refusals() {
    assertThat(operations()).isNotEmpty().allSatisfy(ApiLintIT::assertIsComplete);
  }

  // Issue 7: every operation, schema, example, error.
  @Test
  void every_operation_that_says_or_hears_anything_has_an_example_of_it() {
    List<String> without =
        operations()
            .filter(operation -> !contents(operation).isEmpty())
            .filter(operation -> contents(operation).stream().noneMatch(this::hasExample))
            .map(operation -> operation.getString("operationId"))
            .toList();
    assertThat(without).isEmpty();
  }

  /** What is sent to an operation and what it answers when it does what it was asked for. */
  private static List<JsonObject> contents(JsonObject operation) {
    JsonObject body = operation.getJsonObject("requestBody");
    return Stream.concat(
            Stream.ofNullable(body),
            operation.getJsonObject("responses").entrySet().stream()
                .filter(response -> response.getKey().startsWith("2"))
                .map(response -> response.getValue().asJsonObject()))
        .map(part -> part.getJsonObject("content"))
        .filter(Objects::nonNull)
        .flatMap(content -> content.values().stream())
        .map(JsonValue::asJsonObject)
        .toList();
  }

  private boolean hasExample(JsonObject content) {
    String type =
        content
            .getJsonObject("schema")
            .getString("$ref", "")
            .replaceFirst("^#/components/schemas/", "");
    return content.containsKey("example")
        || content.containsKey("examples")
        || !type.isEmpty() && schema(type).containsKey("examples");
  }

  private static void assertIsComplete(JsonObject operation) {
    assertThat(operation).containsKeys("operationId", "summary", "tags", "responses");
    JsonObject responses = operation.getJsonObject("responses");
    assertThat(responses.keySet())
        .anyMatch(status -> status.startsWith("2"))
        .contains("401", "403", "500");
    assertThat(responses.values())
        .allSatisfy(
            response ->
                assertThat(response.asJsonObject().keySet()).containsAnyOf("description", "$ref"));
  }
}
