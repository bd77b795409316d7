package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.prompt.SplitMix64;

/** Shafts of light around a place, which widen, narrow and turn. */
final class Rays implements Layer {
  private static final int ANGLES = 2048;

  private final float[] falloff;
  private final short[] direction;
  private final float[] shafts = new float[ANGLES];
  private final Colour colour;
  private final boolean even;
  private final int turns;
  private final int count;

  /**
   * Rays that are added.
   *
   * @param x where they come from, in picture heights; it may be outside
   * @param count how many; all alike like a starburst if even is set, else each of its own width
   * @param reach how far they can be seen
   */
  Rays(
      Setting setting,
      float x,
      float y,
      int count,
      boolean even,
      float reach,
      Colour colour,
      float strength) {
    this.colour = colour.times(strength);
    this.count = count;
    this.even = even;
    this.turns = setting.beat().times(0.4);
    int width = setting.width() / 2;
    int height = setting.height() / 2;
    falloff = new float[width * height];
    direction = new short[width * height];
    for (int i = 0; i < falloff.length; i++) {
      float dx = (i % width + 0.5f) / height - x;
      float dy = (i / width + 0.5f) / height - y;
      float distance = Shapes.length(dx, dy);
      float far = Math.max(0, 1 - distance / reach);
      falloff[i] = far * far * Curve.smoothstep(0, 0.12f, distance);
      direction[i] = (short) ((StrictMath.atan2(dy, dx) / (2 * Math.PI) + 0.5) * ANGLES % ANGLES);
    }
    if (even) {
      for (int i = 0; i < ANGLES; i++) {
        float at = Curve.fract((float) i * count / ANGLES);
        shafts[i] = Curve.smoothstep(0.5f, 0.4f, Math.abs(at - 0.5f) * 2);
      }
    } else {
      scatter(setting.random());
    }
  }

  private void scatter(SplitMix64 random) {
    for (int ray = 0; ray < count * 3; ray++) {
      int centre = random.between(0, ANGLES - 1);
      int half = random.between(ANGLES / (count * 7) + 1, ANGLES / (count * 2) + 2);
      float bright = random.between(0.15f, 0.6f);
      for (int i = -half; i <= half; i++) {
        float near = 1 - Math.abs((float) i / half);
        shafts[Math.floorMod(centre + i, ANGLES)] += bright * near * near;
      }
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    float[] now = new float[ANGLES];
    for (int i = 0; i < ANGLES; i++) {
      // An even star is the same when it has turned by one ray; others sway through each other.
      now[i] =
          even
              ? at(i + phase * turns * ANGLES / count)
              : at(i + 40 * Sine.ofTurns(phase))
                  * (0.35f + 0.9f * at(i * 3 - 60 * Sine.ofTurns(phase + 0.25) + 700));
    }
    Raster on = canvas.light;
    for (int i = 0; i < falloff.length; i++) {
      float light = falloff[i] * now[direction[i]];
      on.red[i] += colour.red() * light;
      on.green[i] += colour.green() * light;
      on.blue[i] += colour.blue() * light;
    }
  }

  private float at(double angle) {
    int whole = (int) Math.floor(angle);
    float part = (float) (angle - whole);
    return shafts[whole & ANGLES - 1] * (1 - part) + shafts[whole + 1 & ANGLES - 1] * part;
  }
}
