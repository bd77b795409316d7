package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.sky.Radiance;
import io.atelier.provider.procedural.texture.Bands;
import java.io.InterruptedIOException;

/**
 * The glow a lens spreads around what is bright, and how bright the whole is; found on a coarse
 * grid. Immutable once made.
 */
final class Bloom {
  private static final float MOST = 24;

  private final int step;
  private final int wide;
  private final int high;
  private final float[] glow;
  private final float mean;

  private Bloom(int step, int wide, int high, float[] light) {
    this.step = step;
    this.wide = wide;
    this.high = high;
    double sum = 0;
    for (int i = 0; i < light.length; i += 3) {
      float luminance = 0.2126f * light[i] + 0.7152f * light[i + 1] + 0.0722f * light[i + 2];
      sum += StrictMath.log(1e-3 + Math.max(0, luminance));
    }
    mean = (float) StrictMath.exp(3 * sum / light.length);
    for (int i = 0; i < light.length; i++) {
      light[i] = Math.min(MOST, Math.max(0, light[i] - 0.9f));
    }
    int side = Math.min(wide, high);
    float[] tight = blurred(light, Math.max(1, side / 60));
    float[] broad = blurred(tight, Math.max(2, side / 14));
    for (int i = 0; i < light.length; i++) {
      tight[i] = 0.16f * tight[i] + 0.14f * broad[i];
    }
    glow = tight;
  }

  static Bloom of(Shot shot, int width, int height) throws InterruptedIOException {
    int step = Math.max(2, Math.min(width, height) / 256);
    int wide = (width + step - 1) / step;
    int high = (height + step - 1) / step;
    float[] light = new float[3 * wide * high];
    Bands.inPairs(
        high,
        row -> {
          int y = Math.min(height - 1, row * step + step / 2);
          Shot.Pixels pixels = shot.rows(y, y + 1);
          Radiance seen = new Radiance();
          for (int i = 0; i < wide; i++) {
            pixels.at(Math.min(width - 1, i * step + step / 2), y, seen);
            int at = 3 * (row * wide + i);
            light[at] = seen.red;
            light[at + 1] = seen.green;
            light[at + 2] = seen.blue;
          }
        });
    return new Bloom(step, wide, high, light);
  }

  /** The mean of the picture as eyes take it. */
  float mean() {
    return mean;
  }

  void add(int x, int y, Radiance light) {
    float u = (x + 0.5f) / step - 0.5f;
    float v = (y + 0.5f) / step - 0.5f;
    int x0 = Math.max(0, Math.min(wide - 2, Curve.floor(u)));
    int y0 = Math.max(0, Math.min(high - 2, Curve.floor(v)));
    float fx = Curve.clamp(u - x0);
    float fy = Curve.clamp(v - y0);
    int a = 3 * (y0 * wide + x0);
    light.red += between(a, fx, fy);
    light.green += between(a + 1, fx, fy);
    light.blue += between(a + 2, fx, fy);
  }

  private float between(int a, float fx, float fy) {
    int below = a + 3 * wide;
    float top = glow[a] + (glow[a + 3] - glow[a]) * fx;
    float bottom = glow[below] + (glow[below + 3] - glow[below]) * fx;
    return top + (bottom - top) * fy;
  }

  /** Three boxes one after another are nearly a bell. */
  private float[] blurred(float[] source, int radius) {
    float[] from = source.clone();
    float[] to = new float[source.length];
    for (int pass = 0; pass < 3; pass++) {
      box(from, to, wide, high, 3, 3 * wide, radius);
      box(to, from, high, wide, 3 * wide, 3, radius);
    }
    return from;
  }

  private static void box(
      float[] from, float[] to, int length, int lines, int step, int lineStep, int radius) {
    for (int line = 0; line < lines; line++) {
      for (int c = 0; c < 3; c++) {
        int start = line * lineStep + c;
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
          sum += from[start + step * Math.max(0, Math.min(length - 1, i))];
        }
        for (int i = 0; i < length; i++) {
          to[start + step * i] = (float) (sum / (2 * radius + 1));
          sum += from[start + step * Math.min(length - 1, i + radius + 1)];
          sum -= from[start + step * Math.max(0, i - radius)];
        }
      }
    }
  }
}
