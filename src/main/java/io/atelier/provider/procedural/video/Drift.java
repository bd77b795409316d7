package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.texture.PeriodicNoise;

/**
 * Clouds, mist or a glow of gas that drifts on and never comes back: two stretches of it fade into
 * each other, each hidden while it begins anew.
 */
final class Drift implements Layer {
  private final int width;
  private final int height;
  private final float[] thickness;
  private final Colour colour;
  private final float strength;
  private final float across;
  private final float down;

  /** How thick it is at a place, 0 to 1; both coordinates have period 1. */
  interface Density {
    float at(float u, float v);
  }

  /**
   * Light that is added.
   *
   * @param across how far it drifts in all, in picture widths; down in heights
   */
  Drift(Setting setting, Density density, Colour colour, float strength, float across, float down) {
    this.width = setting.width() / 2;
    this.height = setting.height() / 2;
    this.colour = colour;
    this.strength = strength;
    this.across = across;
    this.down = down;
    thickness = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        thickness[y * width + x] = density.at((float) x / width, (float) y / height);
      }
    }
  }

  /** Ragged clouds between two heights of the picture, 0 above. */
  static Density clouds(PeriodicNoise noise, int scale, float top, float bottom) {
    return (u, v) -> {
      float warp = 0.1f * noise.fbm(u, v, scale, scale, 3);
      float thick = noise.fbm(u + warp, v + warp, scale, 2 * scale, 5);
      float inside = Math.max(0, Math.min(1, Math.min(v - top, bottom - v) * 6));
      float cover = Math.max(0, Math.min(1, (thick + 0.08f) * 2.2f));
      return inside * cover * cover * (3 - 2 * cover);
    };
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    float weight = 0.5f - 0.5f * Sine.ofTurns(phase + 0.25);
    add(canvas.light, phase, weight);
    add(canvas.light, (phase + 0.5) % 1, 1 - weight);
  }

  private void add(Raster on, double phase, float weight) {
    double dx = (across * (phase - 0.5) + 4) * width;
    double dy = (down * (phase - 0.5) + 4) * height;
    int shiftX = (int) dx;
    int shiftY = (int) dy;
    float fx = (float) (dx - shiftX);
    float fy = (float) (dy - shiftY);
    float[] row = new float[width + 1];
    float[] placed = new float[width];
    for (int y = 0; y < height; y++) {
      int upper = (y + shiftY) % height * width;
      int lower = (y + shiftY + 1) % height * width;
      for (int x = 0; x < width; x++) {
        row[x] = strength * weight * (thickness[upper + x] * (1 - fy) + thickness[lower + x] * fy);
      }
      row[width] = row[0];
      int turn = shiftX % width;
      for (int x = 0; x < width - turn; x++) {
        placed[x] = row[x + turn] * (1 - fx) + row[x + turn + 1] * fx;
      }
      for (int x = width - turn; x < width; x++) {
        placed[x] = row[x + turn - width] * (1 - fx) + row[x + turn - width + 1] * fx;
      }
      add(on, y * width, placed);
    }
  }

  private void add(Raster on, int at, float[] light) {
    float toRed = colour.red();
    float toGreen = colour.green();
    float toBlue = colour.blue();
    for (int x = 0; x < width; x++) {
      on.red[at + x] += toRed * light[x];
      on.green[at + x] += toGreen * light[x];
      on.blue[at + x] += toBlue * light[x];
    }
  }
}
