package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.ColourWord;
import io.atelier.provider.procedural.prompt.Mood;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/**
 * The colours of one texture: what a material is like by nature, bent to the colours and the mood
 * the prompt names.
 *
 * <p>Ramps are given as sRGB keys from dark to light. Immutable and thread-safe.
 */
public final class Palette {
  private final List<Oklab> named;
  private final Mood mood;
  private final double hueDrift;
  private final double lightDrift;

  public Palette(Prompt prompt) {
    SplitMix64 random = prompt.random("palette");
    named = ColourWord.in(prompt);
    mood = Mood.of(prompt);
    hueDrift = random.between(-0.008f, 0.008f);
    lightDrift = random.between(0.92f, 1.09f);
  }

  /** How many colours the prompt names. */
  public int named() {
    return named.size();
  }

  /** The material's main colours, in the first colour the prompt names. */
  public Ramp main(int... keys) {
    return named.isEmpty() ? natural(keys) : tinted(named.get(0), keys);
  }

  /** A second colour beside the main one: the second the prompt names, else as given. */
  public Ramp accent(int... keys) {
    return named.size() < 2 ? natural(keys) : tinted(named.get(1), keys);
  }

  /** Colours that only the mood changes: moss is green on a red stone too. */
  public Ramp natural(int... keys) {
    return new Ramp(drifted(lab(keys)));
  }

  /** Colours of the seed's own choosing, dark to light, in the named colours if there are any. */
  public Ramp invented(SplitMix64 random) {
    double hue = random.unit();
    double spread = random.chance(0.5f) ? random.between(0.06f, 0.16f) : random.between(0.3f, 0.5f);
    double chroma = random.between(0.09f, 0.17f);
    List<Oklab> keys = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      double t = i / 4.0;
      double strength = chroma * (0.55 + 0.45 * (1 - (2 * t - 1) * (2 * t - 1)));
      keys.add(Oklab.ofHue(0.16 + 0.74 * t, strength, hue + spread * t));
    }
    if (named.size() == 1) {
      keys = retint(named.get(0), keys);
    } else if (named.size() > 1) {
      keys = between(named.get(0), named.get(1));
    }
    return new Ramp(drifted(keys));
  }

  private static List<Oklab> between(Oklab first, Oklab second) {
    return List.of(
        new Oklab(first.lightness() * 0.35, first.a() * 0.5, first.b() * 0.5),
        first,
        first.mix(second, 0.5),
        second,
        new Oklab(1 - (1 - second.lightness()) * 0.45, second.a() * 0.7, second.b() * 0.7));
  }

  private Ramp tinted(Oklab tint, int... keys) {
    return new Ramp(drifted(retint(tint, lab(keys))));
  }

  private static List<Oklab> lab(int... keys) {
    List<Oklab> colours = new ArrayList<>();
    for (int key : keys) {
      colours.add(Oklab.ofSrgb(key));
    }
    return colours;
  }

  /** Moves a ramp to another colour, keeping its contrast and a third of its play of hue. */
  private static List<Oklab> retint(Oklab tint, List<Oklab> keys) {
    Oklab middle = keys.get(keys.size() / 2);
    double wanted = middle.lightness() + 0.9 * (tint.lightness() - middle.lightness());
    double factor =
        wanted <= middle.lightness()
            ? wanted / middle.lightness()
            : (1 - middle.lightness()) / (1 - wanted);
    // A material already of that hue knows better what it looks like: blue ice is hardly blue.
    boolean kin =
        Math.min(middle.chroma(), tint.chroma()) > 0.03
            && Math.abs(shortest(middle.hue() - tint.hue())) < 0.09;
    List<Oklab> moved = new ArrayList<>();
    for (Oklab key : keys) {
      double lightness = Mood.brighten(key.lightness(), factor);
      double nearness =
          lightness < tint.lightness()
              ? lightness / tint.lightness()
              : (1 - lightness) / (1 - tint.lightness());
      double chroma = tint.chroma() * (0.25 + 0.75 * nearness);
      double turn = Math.min(0.06, key.chroma()) / 0.06 * shortest(key.hue() - middle.hue()) / 3;
      Oklab full = Oklab.ofHue(lightness, chroma, tint.hue() + turn);
      moved.add(key.mix(full, kin ? 0.35 : 1));
    }
    return moved;
  }

  private static double shortest(double turn) {
    return turn - Math.rint(turn);
  }

  private List<Oklab> drifted(List<Oklab> keys) {
    List<Oklab> graded = new ArrayList<>();
    for (Oklab key : keys) {
      double light = Mood.brighten(key.lightness(), lightDrift);
      graded.add(mood.grade(Oklab.ofHue(light, key.chroma(), key.hue() + hueDrift)));
    }
    return graded;
  }
}
