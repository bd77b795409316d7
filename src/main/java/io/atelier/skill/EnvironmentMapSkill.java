package io.atelier.skill;

import io.atelier.problem.InvalidFieldException;
import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.EnvironmentMap;
import java.util.List;

/** {@code generate_environment_map}: what lights a scene and is mirrored in it (FR-015). */
final class EnvironmentMapSkill {
  private static final int DEFAULT_WIDTH = 2048;

  private static final Field<Integer> SIZE =
      Field.optional(
          "size",
          "The width in pixels, even; the height is half of it",
          new Rule.WholeNumber(EnvironmentMap.MIN_WIDTH, EnvironmentMap.MAX_WIDTH),
          DEFAULT_WIDTH);

  static final Skill SKILL =
      new Skill(
          "generate_environment_map",
          "A panorama of high dynamic range, as Radiance HDR",
          List.of(VisualFields.PROMPT, VisualFields.STYLE, SIZE),
          EnvironmentMapSkill::request);

  private EnvironmentMapSkill() {}

  private static GenerationRequest request(Input input) {
    int width = input.get(SIZE);
    if (width % 2 != 0) {
      throw new InvalidFieldException(input.path(SIZE), "must be even");
    }
    return new EnvironmentMap(
        input.get(VisualFields.PROMPT), input.find(VisualFields.STYLE), width);
  }
}
