package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import org.jspecify.annotations.Nullable;

/**
 * Gradient noise over a lattice that wraps, so that whatever is built of it tiles without a seam.
 *
 * <p>Coordinates u and v are in tile widths; a frequency is the whole number of lattice cells
 * across the tile. Layers finer than two pixels are left out. Thread-safe.
 */
public final class PeriodicNoise {
  private static final float[] GRADIENTS = new float[512];
  private static final float TO_UNIT = 1.4142135f;

  static {
    for (int i = 0; i < 256; i++) {
      double angle = 2 * Math.PI * (i + 0.5) / 256;
      GRADIENTS[2 * i] = (float) StrictMath.cos(angle) * TO_UNIT;
      GRADIENTS[2 * i + 1] = (float) StrictMath.sin(angle) * TO_UNIT;
    }
  }

  private final int seed;
  private final int finest;
  private final @Nullable NoiseTables tables;

  private PeriodicNoise(long seed, int size, @Nullable NoiseTables tables) {
    this.seed = (int) (seed ^ seed >>> 32);
    this.finest = size / 2;
    this.tables = tables;
  }

  /**
   * Noise of its own.
   *
   * @param size of the picture in pixels
   */
  public PeriodicNoise(long seed, int size) {
    this(seed, size, null);
  }

  /**
   * The same noise for a picture of which every pixel asks for the same few sums: in a large one
   * they are tabulated, and differ from the others by less than can be seen.
   */
  static PeriodicNoise forEveryPixel(long seed, int size) {
    return new PeriodicNoise(seed, size, NoiseTables.forPicture(size));
  }

  private @Nullable NoiseTable table(NoiseTables.Sum sum, int fx, int fy, int octaves) {
    return tables == null ? null : tables.get(this, sum, fx, fy, octaves);
  }

  /** One layer, in -1 to 1. */
  public float at(float u, float v, int fx, int fy) {
    return gradient(u * fx, v * fy, fx, fy, seed);
  }

  /** Layers of doubled frequency and halved amplitude: clouds, in about -1 to 1. */
  public float fbm(float u, float v, int fx, int fy, int octaves) {
    NoiseTable table = table(NoiseTables.Sum.CLOUDS, fx, fy, octaves);
    return table == null ? clouds(u, v, fx, fy, octaves) : table.at(u, v);
  }

  float clouds(float u, float v, int fx, int fy, int octaves) {
    float sum = 0;
    float amplitude = 0.55f;
    for (int i = 0; i < octaves && Math.max(fx, fy) <= finest; i++) {
      sum += amplitude * gradient(u * fx, v * fy, fx, fy, seed + i * 0x3c6ef372);
      amplitude *= 0.5f;
      fx *= 2;
      fy *= 2;
    }
    return sum;
  }

  /** Layers folded at zero: sharp crests near 1, in 0 to 1. */
  public float ridged(float u, float v, int fx, int fy, int octaves) {
    NoiseTable table = table(NoiseTables.Sum.CRESTS, fx, fy, octaves);
    return table == null ? crests(u, v, fx, fy, octaves) : table.at(u, v);
  }

  float crests(float u, float v, int fx, int fy, int octaves) {
    float sum = 0;
    float amplitude = 0.55f;
    float total = 0;
    for (int i = 0; i < octaves && Math.max(fx, fy) <= finest; i++) {
      float layer = 1 - Math.abs(gradient(u * fx, v * fy, fx, fy, seed + i * 0x3c6ef372));
      sum += amplitude * layer * layer;
      total += amplitude;
      amplitude *= 0.5f;
      fx *= 2;
      fy *= 2;
    }
    return total == 0 ? 0 : sum / total;
  }

  /**
   * Layers that double across but hardly grow along, of nearly equal strength: fibres along u, in
   * about -1 to 1.
   */
  public float fibres(float u, float v, int along, int across, int octaves) {
    NoiseTable table = table(NoiseTables.Sum.FIBRES, along, across, octaves);
    return table == null ? threads(u, v, along, across, octaves) : table.at(u, v);
  }

  float threads(float u, float v, int along, int across, int octaves) {
    float sum = 0;
    float amplitude = 0.45f;
    for (int i = 0; i < octaves && across <= finest; i++) {
      sum += amplitude * gradient(u * along, v * across, along, across, seed + i * 0x3c6ef372);
      amplitude *= 0.8f;
      across *= 2;
      along = fibresAlong(along);
    }
    return sum;
  }

  /** How many cells along the next layer of fibres has. */
  static int fibresAlong(int cells) {
    return cells + cells / 2 + 1;
  }

  /** How many of those layers are coarse enough to be seen. */
  int layers(int fx, int fy, int octaves) {
    int layers = 0;
    while (layers < octaves && Math.max(fx, fy) << layers <= finest) {
      layers++;
    }
    return layers;
  }

  /** A steady pseudo-random number in [0, 1) for a whole-numbered thing: a plank, a brick. */
  public float of(int thing) {
    return (hash(thing, 0x51ed27, seed) >>> 8) * 0x1p-24f;
  }

  private static float gradient(float x, float y, int px, int py, int seed) {
    int x0 = Curve.floor(x);
    int y0 = Curve.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    x0 = wrap(x0, px);
    y0 = wrap(y0, py);
    int x1 = x0 + 1 == px ? 0 : x0 + 1;
    int y1 = y0 + 1 == py ? 0 : y0 + 1;
    int hashX0 = seed ^ x0 * 0x27d4eb2d;
    int hashX1 = seed ^ x1 * 0x27d4eb2d;
    int hashY0 = y0 * 0x165667b1;
    int hashY1 = y1 * 0x165667b1;
    float a = dot(hashX0 ^ hashY0, fx, fy);
    float b = dot(hashX1 ^ hashY0, fx - 1, fy);
    float c = dot(hashX0 ^ hashY1, fx, fy - 1);
    float d = dot(hashX1 ^ hashY1, fx - 1, fy - 1);
    float sx = fx * fx * fx * (fx * (fx * 6 - 15) + 10);
    float sy = fy * fy * fy * (fy * (fy * 6 - 15) + 10);
    float top = a + (b - a) * sx;
    float bottom = c + (d - c) * sx;
    return top + (bottom - top) * sy;
  }

  private static float dot(int corner, float dx, float dy) {
    int index = (((corner ^ (corner >>> 15)) * 0x85ebca6b) >>> 23) & 0x1fe;
    return GRADIENTS[index] * dx + GRADIENTS[index + 1] * dy;
  }

  public static int wrap(int i, int period) {
    if (i >= 0 && i < period) {
      return i;
    }
    return Math.floorMod(i, period);
  }

  public static int hash(int x, int y, int seed) {
    int h = seed ^ x * 0x27d4eb2d ^ y * 0x165667b1;
    h = (h ^ h >>> 15) * 0x85ebca6b;
    h = (h ^ h >>> 13) * 0xc2b2ae35;
    return h ^ h >>> 16;
  }
}
