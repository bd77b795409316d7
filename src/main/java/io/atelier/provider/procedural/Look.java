package io.atelier.provider.procedural;

/**
 * Everything a material is designed from: the prompt's words, its colours, and chance.
 *
 * <p>Chance is drawn in the order the design asks for it, so the same prompt always looks the same
 * at every size.
 *
 * @param size of the picture in pixels; it decides only how fine the finest noise is
 */
record Look(Prompt prompt, Palette palette, SplitMix64 random, int size) {

  static Look of(Prompt prompt, int size) {
    return new Look(prompt, new Palette(prompt), prompt.random("texture"), size);
  }

  PeriodicNoise noise() {
    return new PeriodicNoise(random.nextLong(), size);
  }

  CellularNoise cells() {
    return new CellularNoise(random.nextLong());
  }

  boolean says(String anyOf) {
    return prompt.says(anyOf);
  }
}
