package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * Everything a material is designed from: the prompt's words, its colours, and chance.
 *
 * <p>Chance is drawn in the order the design asks for it, so the same prompt always looks the same
 * at every size.
 *
 * @param size of the picture in pixels; it decides only how fine the finest noise is
 */
public record Look(Prompt prompt, Palette palette, SplitMix64 random, int size) {

  public static Look of(Prompt prompt, int size) {
    return new Look(prompt, new Palette(prompt), prompt.random("texture"), size);
  }

  public PeriodicNoise noise() {
    return PeriodicNoise.forEveryPixel(random.nextLong(), size);
  }

  public CellularNoise cells() {
    return new CellularNoise(random.nextLong());
  }

  public boolean says(String anyOf) {
    return prompt.says(anyOf);
  }
}
