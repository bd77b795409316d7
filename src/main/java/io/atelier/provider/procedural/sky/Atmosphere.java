package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * Air lit by a sun: single scattering by molecules and by haze through the depth of air that a ray
 * crosses, and a share of light scattered again (after Preetham, Shirley, Smits, "A Practical
 * Analytic Model for Daylight", 1999).
 *
 * <p>What depends on elevation alone is tabulated. Radiances are relative. Immutable and
 * thread-safe.
 */
final class Atmosphere {
  private static final int STEPS = 512;
  private static final double[] RAYLEIGH = {0.056, 0.122, 0.272};
  private static final double[] HAZE = {0.019, 0.0195, 0.02};
  private static final double[] OZONE = {0.018, 0.026, 0.001};
  private static final double SUN = 22;
  private static final float G = 0.78f;

  private final float[] molecules = new float[3 * (STEPS + 1)];
  private final float[] haze = new float[3 * (STEPS + 1)];
  private final float[] again = new float[3 * (STEPS + 1)];
  private final Direction sun;

  /** How strong and of what colour sunlight is when it arrives, relative to the sky. */
  final Tint sunlight;

  /** The mean of the whole sky. */
  final Tint ambient;

  /**
   * Air of a day.
   *
   * @param turbidity 2 clear to 10 hazy
   */
  Atmosphere(Direction sun, double turbidity) {
    this.sun = sun;
    double path = airMass(Math.max(0.004, sun.y()));
    double dusk = Math.min(1, 0.25 + 9 * Math.max(0, sun.y()));
    for (int i = 0; i <= STEPS; i++) {
      double y = (double) i / STEPS * i / STEPS;
      // High air still sees a sun that has almost set: scattering overhead keeps its blue.
      double sunPath = path * (0.12 + 0.95 * (1 - Math.sqrt(Math.sqrt(y))));
      for (int c = 0; c < 3; c++) {
        double depth = RAYLEIGH[c] + HAZE[c] * turbidity;
        double lit = StrictMath.exp(-(depth + OZONE[c]) * sunPath) * SUN * dusk;
        double crossed = (1 - StrictMath.exp(-depth * airMass(y))) / depth;
        molecules[3 * i + c] = (float) (RAYLEIGH[c] * crossed * lit * 0.0597);
        haze[3 * i + c] = (float) (HAZE[c] * turbidity * crossed * lit * 0.0796);
        double diffuse = StrictMath.exp(-(depth + OZONE[c]) * path * 0.3) * SUN * dusk;
        again[3 * i + c] =
            (float) (0.034 * RAYLEIGH[c] * crossed * diffuse * dusk * (1.3 - 0.4 * y));
      }
    }
    float[] arriving = new float[3];
    for (int c = 0; c < 3; c++) {
      arriving[c] =
          (float) (StrictMath.exp(-(RAYLEIGH[c] + HAZE[c] * turbidity * 0.8) * path * 0.85) * 6);
    }
    sunlight = new Tint(arriving[0], arriving[1], arriving[2]);
    ambient = mean();
  }

  private static double airMass(double y) {
    double degrees = StrictMath.acos(y) * 180 / Math.PI;
    return 1 / (y + 0.15 * StrictMath.pow(93.885 - degrees, -1.253));
  }

  /** The light of the air without the sun's disc; below the horizon that of the horizon. */
  void at(float x, float y, float z, Radiance light) {
    float cosine = sun.dot(x, y, z);
    float at = (float) Math.sqrt(Math.max(0, y)) * STEPS;
    int step = Math.min((int) at, STEPS - 1);
    float t = at - step;
    float rayleigh = 1 + cosine * cosine;
    float forward = 1 + G * G - 2 * G * cosine;
    float mie = (1 - G * G) / (forward * (float) Math.sqrt(forward));
    int i = 3 * step;
    light.red = channel(i, t, rayleigh, mie);
    light.green = channel(i + 1, t, rayleigh, mie);
    light.blue = channel(i + 2, t, rayleigh, mie);
  }

  private float channel(int i, float t, float rayleigh, float mie) {
    return Curve.mix(molecules[i], molecules[i + 3], t) * rayleigh
        + Curve.mix(haze[i], haze[i + 3], t) * mie
        + Curve.mix(again[i], again[i + 3], t) * 12.5f;
  }

  private Tint mean() {
    Radiance light = new Radiance();
    Tint sum = new Tint(0, 0, 0);
    int count = 0;
    for (int ring = 0; ring < 8; ring++) {
      for (int i = 0; i < 16; i++) {
        Direction d = Direction.of(i / 16.0, StrictMath.asin((ring + 0.5) / 8) / (2 * Math.PI));
        at(d.x(), d.y(), d.z(), light);
        sum = sum.plus(new Tint(light.red, light.green, light.blue));
        count++;
      }
    }
    return sum.times(1f / count);
  }
}
