package io.atelier.skill;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Model;
import java.util.List;

/** {@code generate_3d_asset}: a model with PBR materials (FR-012, FR-013). */
final class ModelSkill {
  private static final Field<String> PROMPT =
      Field.optional("prompt", "What it is", new Rule.Text(1, GenerationRequest.MAX_PROMPT));
  private static final Field<Integer> MAX_TRIANGLES =
      Field.optional(
          "max_triangles",
          "The most triangles that are drawn",
          new Rule.WholeNumber(Model.MIN_TRIANGLES, Model.MAX_TRIANGLES),
          Model.MAX_TRIANGLES);

  static final Skill SKILL =
      Skill.of(
          "generate_3d_asset",
          "A 3D model as GLB with PBR materials",
          List.of(PROMPT, VisualFields.STYLE, VisualFields.REFERENCE, MAX_TRIANGLES),
          List.of(PROMPT, VisualFields.REFERENCE),
          List.of(
              Variant.example("{'prompt':'a metallic gold prize wheel'}"),
              Variant.example(
                  "{'prompt':'a playing card','style':'cartoon','max_triangles':5000}")),
          input ->
              new Model(
                  input.find(PROMPT),
                  input.find(VisualFields.STYLE),
                  input.find(VisualFields.REFERENCE),
                  input.get(MAX_TRIANGLES)));

  private ModelSkill() {}
}
