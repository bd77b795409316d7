package io.atelier.skill;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.GenerationRequest.Texture;
import java.util.List;

/** {@code generate_texture}: an image that covers a surface (FR-014). */
final class TextureSkill {
  private static final int DEFAULT_SIZE = 1024;

  private static final Field<String> PROMPT =
      Field.required("prompt", "What it shows", new Rule.Text(1, GenerationRequest.MAX_PROMPT));
  private static final Field<Integer> SIZE =
      Field.optional(
          "size",
          "Width and height in pixels",
          new Rule.WholeNumber(Texture.MIN_SIZE, Texture.MAX_SIZE),
          DEFAULT_SIZE);
  private static final Field<Boolean> SEAMLESS =
      Field.optional("seamless", "Whether it tiles without a visible seam", new Rule.Flag(), true);

  static final Skill SKILL =
      new Skill(
          "generate_texture",
          "An image that covers a surface",
          List.of(PROMPT, SIZE, SEAMLESS),
          input -> new Texture(input.get(PROMPT), input.get(SIZE), input.get(SEAMLESS)));

  private TextureSkill() {}
}
