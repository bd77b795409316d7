package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.sky.Direction;
import io.atelier.provider.procedural.sky.Radiance;
import io.atelier.provider.procedural.sky.Sky;

/**
 * The light of a place on things in it, tabulated by direction: as a mirror, a satin and a matt
 * surface see it; and a photographer's two lamps, so that things stand out anywhere.
 *
 * <p>Immutable and thread-safe.
 */
final class Ambience {
  private static final int WIDE = 256;
  private static final int SMALL = 48;
  private static final float[] KEY = {-0.62f, 0.62f, -0.48f};
  private static final float[] RIM = {0.45f, 0.5f, 0.74f};
  private static final float MOST = 14;

  private final float[] mirror = new float[3 * WIDE * WIDE / 2];
  private final float[] satin = new float[3 * SMALL * SMALL / 2];
  private final float[] matt = new float[3 * SMALL * SMALL / 2];
  private final float key;

  Ambience(Sky sky, float key) {
    this.key = key;
    sample(sky, mirror, WIDE);
    float[] source = new float[3 * SMALL * SMALL / 2];
    sample(sky, source, SMALL);
    blur(source, satin, 24);
    blur(source, matt, 1);
  }

  private static void sample(Sky sky, float[] table, int wide) {
    Radiance light = new Radiance();
    for (int i = 0; i < wide * wide / 2; i++) {
      Direction d = direction(i, wide);
      sky.at(d.x(), d.y(), d.z(), light);
      table[3 * i] = Math.min(MOST, light.red);
      table[3 * i + 1] = Math.min(MOST, light.green);
      table[3 * i + 2] = Math.min(MOST, light.blue);
    }
  }

  private static Direction direction(int i, int wide) {
    return Direction.of(
        (i % wide + 0.5) / wide - 0.5, 0.25 - (Math.floorDiv(i, wide) + 0.5) / wide);
  }

  /** The mean of all directions, weighted by the cosine to a power. */
  private static void blur(float[] source, float[] table, int power) {
    int count = SMALL * SMALL / 2;
    Direction[] directions = new Direction[count];
    float[] areas = new float[count];
    for (int i = 0; i < count; i++) {
      directions[i] = direction(i, SMALL);
      areas[i] = Sine.ofTurns(0.5 - (Math.floorDiv(i, SMALL) + 0.5) / SMALL);
    }
    for (int i = 0; i < count; i++) {
      Direction to = directions[i];
      float total = 1e-6f;
      for (int j = 0; j < count; j++) {
        Direction from = directions[j];
        float cosine = to.x() * from.x() + to.y() * from.y() + to.z() * from.z();
        if (cosine > 0) {
          float weight = areas[j] * (power == 1 ? cosine : power(cosine));
          total += weight;
          for (int c = 0; c < 3; c++) {
            table[3 * i + c] += weight * source[3 * j + c];
          }
        }
      }
      for (int c = 0; c < 3; c++) {
        table[3 * i + c] /= total;
      }
    }
  }

  private static float power(float cosine) {
    float c2 = cosine * cosine;
    float c8 = c2 * c2 * c2 * c2;
    return c8 * c8 * c8;
  }

  /** What a matt surface facing (x, y, z) gives back if it is white. */
  void matt(float x, float y, float z, Radiance light) {
    lookUp(matt, SMALL, x, y, z, light);
    float lit =
        key * (Math.max(0, dot(KEY, x, y, z)) + 0.35f * Math.max(0, dot(RIM, x, y, z)) + 0.12f);
    light.set(light.red + lit, light.green + lit, light.blue + lit);
  }

  /** What a surface of that roughness mirrors from (x, y, z). */
  void glossy(float x, float y, float z, float rough, Radiance light) {
    lookUp(mirror, WIDE, x, y, z, light);
    float soft = Curve.smoothstep(0.05f, 0.35f, rough);
    if (soft > 0) {
      float red = light.red;
      float green = light.green;
      float blue = light.blue;
      lookUp(satin, SMALL, x, y, z, light);
      light.set(
          Curve.mix(red, light.red, soft),
          Curve.mix(green, light.green, soft),
          Curve.mix(blue, light.blue, soft));
    }
    float edge = 0.02f + 0.35f * rough;
    float lamps =
        Curve.smoothstep(0.86f - edge, 0.86f + edge * 0.4f, dot(KEY, x, y, z)) * 7
            + Curve.smoothstep(0.9f - edge, 0.9f + edge * 0.4f, dot(RIM, x, y, z)) * 4;
    float fill = 0.16f + 0.22f * Math.max(0, y) + 0.18f * Math.max(0, -x);
    float lit = key * (lamps * (1 - 0.6f * rough) + fill);
    light.set(light.red + lit, light.green + lit, light.blue + lit);
  }

  private static float dot(float[] a, float x, float y, float z) {
    return a[0] * x + a[1] * y + a[2] * z;
  }

  private static void lookUp(float[] table, int wide, float x, float y, float z, Radiance light) {
    float u = (float) (StrictMath.atan2(z, x) / (2 * Math.PI) + 0.5) * wide - 0.5f;
    float v =
        (float) (0.25 - StrictMath.asin(Math.max(-1, Math.min(1, y))) / (2 * Math.PI)) * wide
            - 0.5f;
    int x0 = Curve.floor(u);
    int y0 = Math.max(0, Math.min(wide / 2 - 2, Curve.floor(v)));
    float fx = u - x0;
    float fy = Curve.clamp(v - y0);
    int left = Math.floorMod(x0, wide);
    int right = left + 1 == wide ? 0 : left + 1;
    int top = y0 * wide;
    int a = 3 * (top + left);
    int b = 3 * (top + right);
    int c = a + 3 * wide;
    int d = b + 3 * wide;
    light.set(
        between(table[a], table[b], table[c], table[d], fx, fy),
        between(table[a + 1], table[b + 1], table[c + 1], table[d + 1], fx, fy),
        between(table[a + 2], table[b + 2], table[c + 2], table[d + 2], fx, fy));
  }

  private static float between(float a, float b, float c, float d, float fx, float fy) {
    float top = a + (b - a) * fx;
    return top + (c + (d - c) * fx - top) * fy;
  }
}
