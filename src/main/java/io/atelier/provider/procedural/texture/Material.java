package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Prompt;
import java.util.Set;
import java.util.function.Function;

/**
 * What a texture can be made of, and the words that ask for it.
 *
 * <p>The heaviest material named wins; among equals the one with more words, then the first in this
 * order. Nouns that can be nothing else weigh most, words that are colours or finishes as well
 * weigh least.
 */
// The fields are method references and sets that Set.of made.
@SuppressWarnings("ImmutableEnumChecker")
public enum Material {
  LAVA(9, Lava::of, "lava magma volcano molten ember embers inferno hell"),
  CARBON(9, Weave::carbon, "carbon kevlar"),
  ICE(8, Ice::of, "ice iceberg glacier icy frozen"),
  MARBLE(8, Marble::of, "marble marbled onyx alabaster travertine"),
  BRICK(8, Masonry::bricks, "brick bricks brickwork masonry wall"),
  TILES(
      8,
      Masonry::tiles,
      "tile tiles tiled mosaic ceramic porcelain chequered checkered checker "
          + "checkerboard chess chessboard checked"),
  COBBLES(
      8,
      Cobbles::of,
      "cobblestone cobblestones cobble cobbles cobbled pebble pebbles paving pavement gravel"),
  HEXAGONS(
      8,
      HexPlates::of,
      "hex hexagon hexagons hexagonal honeycomb hull spaceship sci scifi "
          + "futuristic robot mech beehive"),
  VELVET(8, Velvet::of, "velvet silk satin curtain curtains drape drapes plush velour"),
  FELT(
      8,
      Felt::of,
      "felt baize casino poker roulette blackjack billiard carpet wool woolen suede fur"),
  CLOTH(
      7,
      Weave::cloth,
      "fabric cloth denim jeans canvas linen burlap wicker basket rattan jute "
          + "woven weave textile cotton tweed knit hessian"),
  LEATHER(8, Leather::of, "leather hide skin saddle upholstery"),
  SCALES(
      8,
      Scales::of,
      "scales scale scaly dragon snake crocodile lizard reptile snakeskin "
          + "alligator serpent fish mermaid"),
  WOOD(
      7,
      Wood::of,
      "wood wooden plank planks oak pine walnut mahogany timber bamboo "
          + "parquet birch maple ebony teak cedar log bark floorboards deck redwood "
          + "driftwood"),
  RUST(7, RustedMetal::of, "rust rusty rusted corroded verdigris patina weathered scrap"),
  CRYSTAL(
      7,
      Crystal::of,
      "crystal crystals gem gems gemstone jewel jewels diamond diamonds ruby "
          + "emerald sapphire amethyst quartz glass shard shards geode"),
  NEBULA(
      7,
      Nebula::of,
      "nebula space galaxy cosmic cosmos stars starry star universe sky cloud "
          + "clouds cloudy smoke fog mist astral"),
  GRASS(7, Grass::of, "grass grassy lawn meadow turf field jungle garden hay straw"),
  SAND(7, Sand::of, "sand sandy desert dune dunes beach snow snowy frost powder"),
  WATER(
      7,
      Water::of,
      "water waterfall ocean sea pool lake river underwater waves aquatic liquid lagoon"),
  PAPER(6, Paper::of, "paper parchment scroll card cards cardboard map papyrus page plaster"),
  IRIDESCENCE(
      6,
      Iridescence::of,
      "holographic hologram holo iridescent iridescence pearl pearlescent opal prismatic "
          + "rainbow foil disco unicorn nacre"),
  MOTIF(
      6,
      Motif::of,
      "stripes striped stripe dots dotted polka harlequin argyle jester "
          + "circus chevron zigzag candy confetti wallpaper"),
  STONE(
      6,
      Stone::of,
      "stone stones stony rock rocks rocky granite concrete cement slate "
          + "cliff cave dungeon castle basalt obsidian sandstone asphalt boulder "
          + "mountain dirt soil mud clay moss mossy ruins temple asteroid coal"),
  POLISHED(5, PolishedMetal::of, "polished chrome mirror hammered beaten mercury shiny glossy"),
  BRUSHED(
      4,
      BrushedMetal::of,
      "brushed metal metallic steel aluminium aluminum iron titanium brass "
          + "bronze copper platinum gilded scratched gunmetal"),
  NEON(3, NeonMaze::of, "neon cyberpunk laser circuit synthwave arcade led glowing maze"),
  PRECIOUS(2, BrushedMetal::of, "gold golden silver"),
  MARBLING(0, Marbling::of, "");

  private final int weight;
  private final Function<Look, Pattern> design;
  private final Set<String> words;

  Material(int weight, Function<Look, Pattern> design, String words) {
    this.weight = weight;
    this.design = design;
    this.words = Set.of(words.split(" "));
  }

  public static Material of(Prompt prompt) {
    Material best = MARBLING;
    long heaviest = 0;
    for (Material material : values()) {
      long votes = prompt.words().stream().distinct().filter(material.words::contains).count();
      long score = votes == 0 ? 0 : 100L * material.weight + votes;
      if (score > heaviest) {
        heaviest = score;
        best = material;
      }
    }
    return best;
  }

  /** The surface itself, with what grows on it or broke it. */
  public Pattern pattern(Look look) {
    Pattern surface = design.apply(look);
    boolean solid =
        switch (this) {
          case LAVA, ICE, NEBULA, WATER, GRASS, VELVET, FELT, CLOTH, NEON -> false;
          default -> true;
        };
    if (solid && look.says("cracked broken shattered crumbling ruined ruins")) {
      surface = Cracks.over(surface, look);
    }
    if (solid && look.says("moss mossy overgrown ivy lichen")) {
      surface = Moss.over(surface, look);
    }
    return surface;
  }
}
