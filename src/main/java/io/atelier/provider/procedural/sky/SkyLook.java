package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.ColourWord;
import io.atelier.provider.procedural.prompt.Mood;
import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.List;

/**
 * Everything a place is designed from: the prompt's words, its colours, and chance.
 *
 * @param named the colours the prompt names
 * @param detail pixels per radian; it decides only how fine the finest noise is
 */
public record SkyLook(
    Prompt prompt, List<Oklab> named, Mood mood, SplitMix64 random, float detail) {

  public static SkyLook of(Prompt prompt, float detail) {
    return new SkyLook(
        prompt, ColourWord.in(prompt), Mood.of(prompt), prompt.random("sky"), detail);
  }

  boolean says(String anyOf) {
    return prompt.says(anyOf);
  }

  VolumeNoise noise() {
    return new VolumeNoise(random.nextLong());
  }

  /** A colour that the mood changes. */
  Tint natural(int rgb) {
    return Tint.of(mood.grade(Oklab.ofSrgb(rgb)));
  }

  /** The nth colour the prompt names, else as given. */
  Tint named(int n, int rgb) {
    return n < named.size() ? Tint.of(vivid(named.get(n))) : natural(rgb);
  }

  /** Lamps of dark or grey colours would not be seen. */
  private static Oklab vivid(Oklab colour) {
    double lightness = Math.max(0.62, colour.lightness());
    return new Oklab(lightness, colour.a() * 1.15, colour.b() * 1.15);
  }

  /** What tints all of the light: the first colour named, half as strong; white if none is. */
  Tint filter() {
    return named.isEmpty()
        ? warmth()
        : Tint.WHITE.mix(Tint.of(vivid(named.get(0))).chroma(2.6f), 0.4f);
  }

  private Tint warmth() {
    float warmth = (float) mood.warmth();
    return new Tint(1 + 0.1f * warmth, 1, 1 - 0.14f * warmth);
  }

  /** Some place a little off the front, left or right, in turns: where it composes well. */
  float aside(float least, float most) {
    float off = random.between(least, most);
    return random.chance(0.5f) ? off : -off;
  }
}
