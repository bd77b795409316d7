package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.ColourWord;
import io.atelier.provider.procedural.prompt.Mood;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.texture.Look;
import io.atelier.provider.procedural.texture.Material;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The finishes one prompt asks for: its metals, its colours in its mood, and a scheme that its seed
 * chooses for what the words leave open.
 *
 * <p>Not thread-safe.
 */
public final class Workshop {
  /** Colours that go together: two that lead, one light, one deep, one to spice. */
  private static final int[][] SCHEMES = {
    {0xb3122a, 0x1d3f8f, 0xf4e9d0, 0x1b1230, 0xe8a317},
    {0x5b1fa6, 0xe0218a, 0xfbeeff, 0x170a33, 0x21d0e6},
    {0x0c7c6a, 0xf0592a, 0xfff3dc, 0x0b2b33, 0xf7b733},
    {0x14357a, 0x2aa7e0, 0xf2f7ff, 0x0a1430, 0xffc53a},
    {0x8a1538, 0xd9a441, 0xfbf1e1, 0x2a0a14, 0x2f6b57},
    {0x1f7a3d, 0xc9182b, 0xfff7e6, 0x0d2616, 0xf2b632},
    {0xe8472b, 0xf9a826, 0xfff6e0, 0x33120b, 0x1f8f8a},
    {0x2b2f77, 0x8d4de8, 0xf0ecff, 0x11123a, 0x38e0b0}
  };

  private static final int MAP = 512;
  private static final int LAMP = 64;

  private final Prompt prompt;
  private final int main;
  private final int small;
  private final List<Metal> metals;
  private final List<Oklab> colours = new ArrayList<>();
  private final Mood mood;

  public Workshop(Prompt prompt) {
    this(prompt, MAP);
  }

  /**
   * With maps of another size, from 64 pixels a side.
   *
   * @param mapSize of the main surfaces; plain ones have half of it
   */
  public Workshop(Prompt prompt, int mapSize) {
    this.prompt = prompt;
    main = mapSize;
    small = mapSize / 2;
    metals = Metal.in(prompt);
    mood = Mood.of(prompt);
    List<String> others =
        prompt.words().stream().filter(word -> !Metal.names(word) || word.equals("rose")).toList();
    List<Oklab> named = ColourWord.in(new Prompt(others, prompt.seed()));
    int[] scheme = SCHEMES[prompt.random("scheme").between(0, SCHEMES.length - 1)];
    for (int i = 0; i < scheme.length; i++) {
      Oklab colour = i < named.size() ? named.get(i) : Oklab.ofSrgb(scheme[i]);
      colours.add(mood.grade(colour));
    }
    if (named.size() == 1) {
      // One colour named: the second is a deep or a light one beside it, not the scheme's.
      Oklab first = colours.get(0);
      double light = first.lightness() > 0.5 ? first.lightness() * 0.45 : 0.86;
      colours.set(1, new Oklab(light, first.a() * 0.6, first.b() * 0.6));
    }
  }

  public Prompt prompt() {
    return prompt;
  }

  public boolean says(String anyOf) {
    return prompt.says(anyOf);
  }

  /** Whether the prompt itself names a metal. */
  public boolean saysMetal() {
    return !metals.isEmpty();
  }

  public SplitMix64 random(String purpose) {
    return prompt.random(purpose);
  }

  /** The scheme's colours as sRGB: 0 and 1 lead, 2 is light, 3 deep, 4 a spice. */
  public int colour(int i) {
    return Srgb.of(colours.get(i).toLinearRgb());
  }

  /** The main metal as sRGB, for foil in prints. */
  public int metalColour() {
    return mainMetal().rgb();
  }

  /** The prompt's metal; gold where it names none. */
  public Finish metal() {
    return metal("metal", mainMetal(), says("brushed matte matt satin worn old") ? 0.34f : 0.17f);
  }

  /** A second metal beside it. */
  public Finish secondMetal() {
    Metal second = metals.size() > 1 ? metals.get(1) : other(mainMetal());
    return metal("second metal", second, 0.24f);
  }

  /** Gold, silver and bronze, for first, second and third. */
  public Finish medal(int place) {
    Metal metal = List.of(Metal.GOLD, Metal.SILVER, Metal.BRONZE).get(place - 1);
    return metal("medal " + place, metal, 0.2f);
  }

  /** Gold for coins in a chest, whatever the chest's own metal is. */
  public Finish gold() {
    return mainMetal() == Metal.GOLD ? metal() : metal("gold", Metal.GOLD, 0.2f);
  }

  /** Dark forged iron. */
  public Finish iron() {
    return new Finish(
        "iron", small, MetalSkin.of(Srgb.linear(0x55524f), 0.42f, 0.3f, random("iron")));
  }

  /** Shining paint in a colour of the scheme. */
  public Finish lacquer(int i) {
    return lacquer("lacquer " + i, colour(i), 0.24f);
  }

  /** Paint of a given colour and roughness. */
  public Finish lacquer(String name, int rgb, float rough) {
    return new Finish(name, small, LacquerSkin.of(Srgb.linear(rgb), rough, random(name)));
  }

  /** A lamp that shines by itself. */
  public Finish lamp(String name, int rgb) {
    float[] light = Srgb.linear(rgb);
    return new Finish(
        name,
        LAMP,
        LacquerSkin.of(light, 0.2f, random(name)),
        new Finish.Glow(light[0], light[1], light[2]));
  }

  /** A clear stone in a colour. */
  public Finish gem(String name, int rgb) {
    return new Finish(name, main, GemSkin.of(Srgb.linear(rgb), random(name)));
  }

  public Finish wood() {
    boolean said = says("ebony mahogany walnut birch maple pine bamboo oak");
    return natural("wood", Material.WOOD, said ? words() : "dark oak " + words(), 1);
  }

  /** Velvet in a colour of the scheme; its folds are the model's, so only its pile is painted. */
  public Finish velvet(int i) {
    Look look = Look.of(new Prompt(List.of(), prompt.seed()), main);
    PatternSkin pile = new PatternSkin(Material.FELT.pattern(look), 0.6f);
    return new Finish("velvet " + i, main, new DyedSkin(pile, Srgb.linear(colour(i))));
  }

  public Finish marble() {
    return natural("marble", Material.MARBLE, "white marble", 0.3f);
  }

  /** What the prompt says, as a surface to paint with; null if it names no material. */
  public @Nullable Finish named() {
    Material material = Material.of(prompt);
    return switch (material) {
      case MARBLING, MOTIF, NEON, PAPER, CRYSTAL, TILES, FELT -> null;
      case BRUSHED, PRECIOUS, POLISHED -> metal();
      default ->
          new Finish(
              "surface", main, new PatternSkin(material.pattern(Look.of(prompt, main)), 0.6f));
    };
  }

  /**
   * A picture over the whole of a part, in the prompt's metal if it names one and the picture is
   * embossed.
   *
   * @param relief how far its bright places stand above its dark ones, in widths of the picture
   */
  public Finish picture(String name, BufferedImage picture, double relief) {
    float[] metal = relief > 0 && saysMetal() ? mainMetal().colour() : null;
    int size = Math.max(picture.getWidth(), picture.getHeight()) > main ? 2 * main : main;
    return new Finish(name, size, PictureSkin.of(picture, (float) relief, metal));
  }

  private Finish natural(String name, Material material, String words, float relief) {
    Look look = Look.of(new Prompt(Prompt.of(words).words(), prompt.seed()), main);
    return new Finish(name, main, new PatternSkin(material.pattern(look), relief));
  }

  private String words() {
    return String.join(" ", prompt.words());
  }

  private Metal mainMetal() {
    return metals.isEmpty() ? Metal.GOLD : metals.get(0);
  }

  private static Metal other(Metal metal) {
    return switch (metal) {
      case SILVER, STEEL -> Metal.GOLD;
      case GUNMETAL -> Metal.BRASS;
      case GOLD, ROSE_GOLD, BRONZE, COPPER, BRASS -> Metal.SILVER;
    };
  }

  private Finish metal(String name, Metal metal, float rough) {
    float brushed = says("brushed") ? 1 : 0;
    return new Finish(name, main, MetalSkin.of(metal.colour(), rough, brushed, random(name)));
  }
}
