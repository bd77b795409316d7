package io.atelier.skill;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;

/** What a workflow posts, for the API's description: one step of any skill, or several of them. */
public final class StepSchema {
  private StepSchema() {}

  /** The JSON Schema (draft 2020-12) of a step, each skill with its own input. */
  public static JsonObject step() {
    JsonArrayBuilder steps = Json.createArrayBuilder();
    for (Skill skill : Skills.ALL) {
      JsonObjectBuilder properties = InputSchema.properties(StepOrder.FIELDS);
      properties.add(
          StepOrder.SKILL.name(),
          Json.createObjectBuilder()
              .add("description", StepOrder.SKILL.description())
              .add("type", "string")
              .add("const", skill.name()));
      properties.add(StepOrder.INPUT.name(), InputSchema.of(skill));
      steps.add(
          Json.createObjectBuilder()
              .add("title", skill.name())
              .add("description", skill.description())
              .addAll(InputSchema.object(properties, StepOrder.FIELDS)));
    }
    return Json.createObjectBuilder()
        .add("description", "What is to be made, and how its job is to be treated")
        .add("oneOf", steps)
        .build();
  }

  /**
   * The JSON Schema of several steps.
   *
   * @param step where the schema of one is
   */
  public static JsonObject steps(String step) {
    return Json.createObjectBuilder()
        .add("description", "Steps that are accepted together or not at all")
        .add("type", "object")
        .add(
            "properties",
            Json.createObjectBuilder()
                .add(
                    StepOrder.STEPS,
                    Json.createObjectBuilder()
                        .add("type", "array")
                        .add("items", Json.createObjectBuilder().add("$ref", step))
                        .add("minItems", 1)
                        .add("maxItems", StepOrder.MAX_STEPS)))
        .add("required", Json.createArrayBuilder().add(StepOrder.STEPS))
        .add("additionalProperties", false)
        .build();
  }

  /** A step that is accepted, of each skill, by the skill's name. */
  public static JsonObject examples() {
    JsonObjectBuilder examples = Json.createObjectBuilder();
    for (Skill skill : Skills.ALL) {
      for (Variant variant : skill.variants()) {
        examples.add(
            skill.type() == null ? skill.name() : skill.name() + "_" + variant.name(),
            Json.createObjectBuilder()
                .add(StepOrder.SKILL.name(), skill.name())
                .add(StepOrder.INPUT.name(), variant.examples().get(0)));
      }
    }
    return examples.build();
  }
}
