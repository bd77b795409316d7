package io.atelier.provider.procedural.sky;

/**
 * How a place is exposed: its mean brightness as eyes take it (the mean of logarithms) becomes
 * 0.25, or less where it would turn night into day, and no light exceeds what half floats hold.
 */
final class Exposure {
  private static final float MOST = 60_000;
  private static final int ROWS = 64;

  private final float scale;

  private Exposure(float scale) {
    this.scale = scale;
  }

  /** Measures a place, and makes its mean the one given. */
  static Exposure of(Sky sky, float mean) {
    Radiance light = new Radiance();
    double sum = 0;
    double weights = 0;
    for (int row = 0; row < ROWS; row++) {
      double elevation = 0.25 - (row + 0.5) / (2 * ROWS);
      double weight = StrictMath.cos(2 * Math.PI * elevation);
      for (int column = 0; column < 2 * ROWS; column++) {
        Direction d = Direction.of((column + 0.5) / (2 * ROWS), elevation);
        sky.at(d.x(), d.y(), d.z(), light);
        sum += weight * StrictMath.log(1e-4 + Math.max(0, light.luminance()));
        weights += weight;
      }
    }
    return new Exposure((float) (mean / StrictMath.exp(sum / weights)));
  }

  /** Exposes light. */
  void apply(Radiance light) {
    light.scale(scale);
    float most = Math.max(light.red, Math.max(light.green, light.blue));
    if (most > MOST) {
      light.scale(MOST / most);
    }
  }
}
