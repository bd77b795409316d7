package io.atelier.provider.procedural.sky;

/**
 * What a place does to what stands in it: how bright it looks on the whole, and how it lights
 * walls.
 */
final class Surroundings {
  /** How bright a white wall may be lit: a little more than white is. */
  private static final double MOST_LIT = 1.5;

  private static final int ROWS = 64;

  /** Finer, or small suns would be met or missed by chance. */
  private static final int ROWS_OF_LIGHT = 256;

  /** Which ways walls face: up, around, and between. */
  private static final Direction[] WALLS = new Direction[17];

  static {
    WALLS[0] = Direction.of(0, 0.25);
    for (int i = 0; i < 8; i++) {
      WALLS[1 + i] = Direction.of(i / 8.0, 0);
      WALLS[9 + i] = Direction.of(i / 8.0, 0.125);
    }
  }

  private Surroundings() {}

  /** The mean brightness as eyes take it. */
  static double mean(Sky sky) {
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
    return StrictMath.exp(sum / weights);
  }

  /**
   * What the light of lamps is to be multiplied by for no wall to be lit too much, at most 1.
   *
   * @param scale of all light before
   * @param lamp from which brightness of a colour on light is that of a lamp
   */
  static float dim(Sky sky, float scale, float lamp) {
    double[] plain = new double[WALLS.length];
    double[] lamps = new double[WALLS.length];
    Radiance light = new Radiance();
    double cell = StrictMath.pow(Math.PI / ROWS_OF_LIGHT, 2) / Math.PI;
    for (int row = 0; row < ROWS_OF_LIGHT; row++) {
      double elevation = 0.25 - (row + 0.5) / (2 * ROWS_OF_LIGHT);
      double share = cell * StrictMath.cos(2 * Math.PI * elevation);
      for (int column = 0; column < 2 * ROWS_OF_LIGHT; column++) {
        Direction d = Direction.of((column + 0.5) / (2 * ROWS_OF_LIGHT), elevation);
        sky.at(d.x(), d.y(), d.z(), light);
        double bright = Math.max(0, scale * light.luminance());
        double ofLamp = Math.max(0, 1 - lamp / Math.max(lamp, scale * light.most()));
        for (int wall = 0; wall < WALLS.length; wall++) {
          Direction w = WALLS[wall];
          double facing = d.x() * w.x() + d.y() * w.y() + d.z() * w.z();
          if (facing > 0) {
            plain[wall] += share * facing * bright * (1 - ofLamp);
            lamps[wall] += share * facing * bright * ofLamp;
          }
        }
      }
    }
    double dim = 1;
    for (int wall = 0; wall < WALLS.length; wall++) {
      dim = Math.min(dim, (MOST_LIT - plain[wall]) / Math.max(1e-9, lamps[wall]));
    }
    return (float) dim;
  }
}
