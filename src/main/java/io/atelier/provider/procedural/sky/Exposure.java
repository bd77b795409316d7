package io.atelier.provider.procedural.sky;

/**
 * How a place is exposed: its mean brightness as eyes take it (the mean of logarithms) becomes
 * 0.25, or less where it would turn night into day; its lamps, and nothing else, are dimmed until
 * no white wall in it would be lit to more than a picture can show; and no light exceeds what half
 * floats hold.
 */
final class Exposure {
  private static final float MOST = 60_000;

  /** From here on it is a lamp. */
  private static final float LAMP = 1;

  private final float scale;
  private final float dim;

  private Exposure(float scale, float dim) {
    this.scale = scale;
    this.dim = dim;
  }

  /** Measures a place, and makes its mean the one given. */
  static Exposure of(Sky sky, float mean) {
    float scale = (float) (mean / Surroundings.mean(sky));
    return new Exposure(scale, Surroundings.dim(sky, scale, LAMP));
  }

  /** Exposes light. */
  void apply(Radiance light) {
    light.scale(scale);
    float most = light.most();
    if (most > LAMP) {
      light.scale(Math.min(MOST, LAMP + (most - LAMP) * dim) / most);
    }
  }
}
