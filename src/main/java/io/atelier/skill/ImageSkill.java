package io.atelier.skill;

import io.atelier.provider.GenerationRequest.Image;
import java.util.List;

/** {@code generate_image}: a picture (FR-014). */
final class ImageSkill {
  private static final int DEFAULT_SIZE = 1024;

  private static final Field<Integer> WIDTH =
      Field.optional(
          "width", "In pixels", new Rule.WholeNumber(Image.MIN_SIZE, Image.MAX_SIZE), DEFAULT_SIZE);
  private static final Field<Integer> HEIGHT =
      Field.optional(
          "height",
          "In pixels",
          new Rule.WholeNumber(Image.MIN_SIZE, Image.MAX_SIZE),
          DEFAULT_SIZE);

  static final Skill SKILL =
      Skill.of(
          "generate_image",
          "A picture",
          List.of(VisualFields.PROMPT, VisualFields.STYLE, WIDTH, HEIGHT, VisualFields.REFERENCE),
          List.of(),
          List.of(
              Variant.example("{'prompt':'a treasure chest on a beach'}"),
              Variant.example(
                  "{'prompt':'a banner','style':'flat colours','width':2048,'height':512}")),
          input ->
              new Image(
                  input.get(VisualFields.PROMPT),
                  input.find(VisualFields.STYLE),
                  input.get(WIDTH),
                  input.get(HEIGHT),
                  input.find(VisualFields.REFERENCE)));

  private ImageSkill() {}
}
