package io.atelier;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    Set<String> silent = new TreeSet<>();
    for (Map.Entry<String, JsonValue> schema :
        document.getJsonObject("components").getJsonObject("schemas").entrySet()) {
      JsonObject value = schema.getValue().asJsonObject();
      if (value.containsKey("properties")
          && !value.containsKey("required")
          && !schema.getKey().endsWith("Request")) {
        silent.add(schema.getKey());
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void every_operation_has_a_name_a_summary_a_success_and_its_refusals() {
    document
        .getJsonObject("paths")
        .forEach(
            (path, item) ->
                item.asJsonObject().entrySet().stream()
                    .filter(entry -> !entry.getKey().equals("parameters"))
                    .forEach(entry -> assertIsComplete(path, entry.getValue().asJsonObject())));
  }

  private static void assertIsComplete(String path, JsonObject operation) {
    assertThat(operation).as(path).containsKeys("operationId", "summary", "tags", "responses");
    assertThat(operation.getJsonObject("responses").keySet())
        .as(path)
        .anyMatch(status -> status.startsWith("2"))
        .contains("401", "403", "500");
    operation
        .getJsonObject("responses")
        .forEach(
            (status, response) ->
                assertThat(response.asJsonObject().keySet())
                    .as("%s %s", path, status)
                    .containsAnyOf("description", "$ref"));
  }
}
