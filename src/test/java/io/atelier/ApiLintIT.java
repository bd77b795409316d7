package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
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
