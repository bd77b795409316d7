package io.atelier.skill;

import io.atelier.provider.GenerationRequest.Texture;
import io.atelier.provider.TextureMap;
import java.util.List;

/** {@code generate_texture}: an image that covers a surface (FR-014). */
final class TextureSkill {
  private static final int DEFAULT_SIZE = 1024;

  private static final Field<Integer> SIZE =
      Field.optional(
          "size",
          "Width and height in pixels",
          new Rule.WholeNumber(Texture.MIN_SIZE, Texture.MAX_SIZE),
          DEFAULT_SIZE);
  private static final Field<Boolean> SEAMLESS =
      Field.optional("seamless", "Whether it tiles without a visible seam", new Rule.Flag(), true);

  private static final Field<List<TextureMap>> MAPS =
      Field.optional(
          "maps",
          "The maps of a PBR material, in place of a picture of the surface",
          new Rule.Choices<>(Rule.Choice.of(TextureMap.values(), TextureMap::jsonName)),
          List.of());

  static final Skill SKILL =
      Skill.of(
          "generate_texture",
          "An image that covers a surface, or the maps of its material",
          List.of(VisualFields.PROMPT, VisualFields.STYLE, SIZE, SEAMLESS, MAPS),
          List.of(),
          List.of(
              Variant.example("{'prompt':'brushed gold'}"),
              Variant.example(
                  "{'prompt':'oak planks','size':2048,'seamless':true,"
                      + "'maps':['base_color','normal','orm']}")),
          input ->
              new Texture(
                  input.get(VisualFields.PROMPT),
                  input.find(VisualFields.STYLE),
                  input.get(SIZE),
                  input.get(SEAMLESS),
                  input.get(MAPS)));

  private TextureSkill() {}
}
