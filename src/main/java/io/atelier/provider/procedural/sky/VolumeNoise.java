package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * Gradient noise in space (Perlin, "Improving Noise", 2002): taken on a sphere of directions it
 * knows no seam and no pole.
 *
 * <p>Immutable and thread-safe.
 */
public final class VolumeNoise {
  private static final float[] GRADIENTS = {
    1, 1, 0, 0, -1, 1, 0, 0, 1, -1, 0, 0, -1, -1, 0, 0,
    1, 0, 1, 0, -1, 0, 1, 0, 1, 0, -1, 0, -1, 0, -1, 0,
    0, 1, 1, 0, 0, -1, 1, 0, 0, 1, -1, 0, 0, -1, -1, 0,
    1, 1, 0, 0, -1, 1, 0, 0, 0, -1, 1, 0, 0, -1, -1, 0
  };

  private final int seed;

  public VolumeNoise(long seed) {
    this.seed = (int) (seed ^ seed >>> 32);
  }

  /** One layer with cells of size 1, in about -1 to 1. */
  public float at(float x, float y, float z) {
    return layer(x, y, z, seed);
  }

  /**
   * Layers of doubled frequency and halved amplitude, in about -1 to 1.
   *
   * @param finest cells per unit beyond which layers fade out, as pixels could not show them
   */
  public float fbm(float x, float y, float z, int octaves, float finest) {
    float sum = 0;
    float amplitude = 0.55f;
    float frequency = 1;
    for (int i = 0; i < octaves && frequency < finest; i++) {
      float shown = Math.min(1, finest / frequency - 1);
      sum +=
          amplitude
              * shown
              * layer(x * frequency, y * frequency, z * frequency, seed + i * 0x3c6ef372);
      amplitude *= 0.5f;
      frequency *= 2.03f;
    }
    return sum;
  }

  /** A steady pseudo-random number in [0, 1) for a whole-numbered thing. */
  public float of(int thing, int purpose) {
    return (hash(thing, purpose, 17, seed) >>> 8) * 0x1p-24f;
  }

  static int hash(int x, int y, int z, int seed) {
    int h = seed ^ x * 0x27d4eb2d ^ y * 0x165667b1 ^ z * 0x5bd1e995;
    h = (h ^ h >>> 15) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }

  private static float layer(float x, float y, float z, int seed) {
    int x0 = Curve.floor(x);
    int y0 = Curve.floor(y);
    int z0 = Curve.floor(z);
    float fx = x - x0;
    float fy = y - y0;
    float fz = z - z0;
    int hx0 = seed ^ x0 * 0x27d4eb2d;
    int hx1 = seed ^ (x0 + 1) * 0x27d4eb2d;
    int hy0 = y0 * 0x165667b1;
    int hy1 = (y0 + 1) * 0x165667b1;
    int hz0 = z0 * 0x5bd1e995;
    int hz1 = (z0 + 1) * 0x5bd1e995;
    float sx = fade(fx);
    float sy = fade(fy);
    float near =
        between(
            dot(hx0 ^ hy0 ^ hz0, fx, fy, fz),
            dot(hx1 ^ hy0 ^ hz0, fx - 1, fy, fz),
            dot(hx0 ^ hy1 ^ hz0, fx, fy - 1, fz),
            dot(hx1 ^ hy1 ^ hz0, fx - 1, fy - 1, fz),
            sx,
            sy);
    float far =
        between(
            dot(hx0 ^ hy0 ^ hz1, fx, fy, fz - 1),
            dot(hx1 ^ hy0 ^ hz1, fx - 1, fy, fz - 1),
            dot(hx0 ^ hy1 ^ hz1, fx, fy - 1, fz - 1),
            dot(hx1 ^ hy1 ^ hz1, fx - 1, fy - 1, fz - 1),
            sx,
            sy);
    return near + (far - near) * fade(fz);
  }

  private static float between(float a, float b, float c, float d, float sx, float sy) {
    float top = a + (b - a) * sx;
    float bottom = c + (d - c) * sx;
    return top + (bottom - top) * sy;
  }

  private static float fade(float t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static float dot(int corner, float dx, float dy, float dz) {
    int h = (corner ^ (corner >>> 15)) * 0x85ebca6b;
    h ^= h >>> 13;
    int i = (h * 0xc2b2ae35 >>> 26) & 0x3c;
    return GRADIENTS[i] * dx + GRADIENTS[i + 1] * dy + GRADIENTS[i + 2] * dz;
  }
}
