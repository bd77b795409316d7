package io.atelier.skill;

import io.atelier.provider.GenerationRequest.EnvironmentMap;
import java.util.List;

/** {@code generate_environment_map}: what lights a scene and is mirrored in it (FR-015). */
final class EnvironmentMapSkill {
  private static final int DEFAULT_WIDTH = 2048;

  private static final Field<Integer> SIZE =
      Field.optional(
          "size",
          "The width in pixels, even; the height is half of it",
          new Rule.WholeNumber(EnvironmentMap.MIN_WIDTH, EnvironmentMap.MAX_WIDTH, 2),
          DEFAULT_WIDTH);

  static final Skill SKILL =
      Skill.of(
          "generate_environment_map",
          "A panorama of high dynamic range, as Radiance HDR",
          List.of(VisualFields.PROMPT, VisualFields.STYLE, SIZE),
          List.of(),
          List.of(
              Variant.example("{'prompt':'a desert at sunset'}"),
              Variant.example("{'prompt':'a night sky','style':'painted','size':4096}")),
          input ->
              new EnvironmentMap(
                  input.get(VisualFields.PROMPT), input.find(VisualFields.STYLE), input.get(SIZE)));

  private EnvironmentMapSkill() {}
}
