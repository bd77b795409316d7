package io.atelier.skill;

import static org.assertj.core.api.Assertions.assertThat;

import io.atelier.JsonSchema;
import io.atelier.problem.ProblemException;
import io.atelier.skill.SkillInputs.Case;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a skill's JSON Schema takes, its reader takes, and nothing else. */
class InputSchemaTest {
  private static final Map<String, JsonSchema> SCHEMAS = new HashMap<>();
  private static final JsonSchema STEP = JsonSchema.of(StepSchema.step().toString());

  @ParameterizedTest
  @MethodSource("cases")
  void the_schema_takes_just_what_is_read(Case one) {
    JsonSchema schema =
        SCHEMAS.computeIfAbsent(
            one.skill(),
            name -> JsonSchema.of(InputSchema.document(Skills.named(name)).toString()));
    assertThat(schema.takes(one.json())).as("schema").isEqualTo(one.good());
    assertThat(isRead(one.skill(), one.json())).as("reader").isEqualTo(one.good());
    JsonObject step =
        Json.createObjectBuilder().add("skill", one.skill()).add("input", one.json()).build();
    assertThat(STEP.takes(step)).as("schema of steps").isEqualTo(one.good());
  }

  static Stream<Case> cases() {
    return SkillInputs.all();
  }

  @Test
  void every_skill_and_every_field_of_it_is_put_to_the_test() {
    Set<String> tried = new HashSet<>();
    SkillInputs.all()
        .forEach(one -> one.json().keySet().forEach(field -> tried.add(one.skill() + field)));
    for (Skill skill : Skills.ALL) {
      for (Variant variant : skill.variants()) {
        assertThat(variant.fields())
            .allSatisfy(field -> assertThat(tried).contains(skill.name() + field.name()));
      }
    }
  }

  @Test
  void every_example_is_taken_and_every_default_is_the_same_said_aloud() {
    for (Skill skill : Skills.ALL) {
      JsonSchema schema = JsonSchema.of(InputSchema.document(skill).toString());
      for (Variant variant : skill.variants()) {
        assertThat(variant.examples()).hasSizeGreaterThan(1);
        for (JsonObject example : variant.examples()) {
          assertThat(schema.takes(example)).as("%s", example).isTrue();
          JsonObject aloud = withDefaults(variant, example);
          assertThat(schema.takes(aloud)).as("%s", aloud).isTrue();
          assertThat(skill.read(aloud, "input.")).isEqualTo(skill.read(example, "input."));
        }
      }
    }
  }

  @Test
  void every_field_that_may_be_absent_says_what_it_is_then_or_nothing() {
    JsonObject texture = InputSchema.document(TextureSkill.SKILL);
    JsonObject properties = texture.getJsonObject("properties");
    assertThat(properties.getJsonObject("size").getInt("default")).isEqualTo(1024);
    assertThat(properties.getJsonObject("seamless").get("default")).isEqualTo(JsonValue.TRUE);
    assertThat(properties.getJsonObject("maps")).doesNotContainKey("default");
    assertThat(texture.getJsonArray("required")).hasToString("[\"prompt\"]");
  }

  private static JsonObject withDefaults(Variant variant, JsonObject example) {
    var aloud = Json.createObjectBuilder();
    for (Field<?> field : variant.fields()) {
      Object fallback = field.fallback();
      if (fallback != null) {
        RuleValues.written(field.rule(), fallback).ifPresent(v -> aloud.add(field.name(), v));
      }
    }
    return aloud.addAll(Json.createObjectBuilder(example)).build();
  }

  private static boolean isRead(String skill, JsonObject input) {
    try {
      Skills.named(skill).read(input, "input.");
      return true;
    } catch (ProblemException e) {
      return false;
    }
  }
}
