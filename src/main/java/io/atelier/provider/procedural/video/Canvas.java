package io.atelier.provider.procedural.video;

import io.atelier.media.codec.Yuv420;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import java.util.Arrays;

/**
 * One frame while it is painted: what is sharp, and light at half the resolution that is laid over
 * it when the frame is exposed.
 *
 * <p>Holds 19 bytes a pixel. Not thread-safe.
 */
final class Canvas {
  private static final int DITHER = 64;
  private static final float KNEE = 0.85f;
  private static final float[] NOISE = new float[DITHER * DITHER];

  static {
    // What keeps even skies from showing steps; the same in every frame, so that it costs no bits.
    for (int i = 0; i < NOISE.length; i++) {
      int hash = PeriodicNoise.hash(i % DITHER, i / DITHER, 0x5eed);
      NOISE[i] = (hash >>> 8) * 0x1p-24f;
    }
  }

  final Raster sharp;
  final Raster light;
  private final float[] vignetteX;
  private final float[] vignetteY;
  private final int[] rgb;
  private final float[] lightRow;

  /** A black frame; both sides are even. */
  Canvas(int width, int height) {
    sharp = new Raster(width, height);
    light = new Raster(width / 2, height / 2);
    rgb = new int[width * height];
    lightRow = new float[width];
    vignetteX = vignette(width);
    vignetteY = vignette(height);
  }

  float aspect() {
    return sharp.aspect();
  }

  void clear() {
    for (Raster raster : new Raster[] {sharp, light}) {
      Arrays.fill(raster.red, 0);
      Arrays.fill(raster.green, 0);
      Arrays.fill(raster.blue, 0);
    }
  }

  /** Lays the light over the rest, darkens the corners, and rounds. */
  int[] expose() {
    Arrays.fill(rgb, 0);
    channel(sharp.red, light.red, 16);
    channel(sharp.green, light.green, 8);
    channel(sharp.blue, light.blue, 0);
    return rgb;
  }

  void exposeTo(byte[] yuv420) {
    Yuv420.convert(expose(), sharp.width, sharp.height, yuv420, 0, sharp.height);
  }

  private void channel(float[] from, float[] glow, int shift) {
    int width = sharp.width;
    for (int y = 0; y < sharp.height; y++) {
      spread(glow, y);
      int at = y * width;
      float dark = vignetteY[y];
      int noise = y % DITHER * DITHER;
      for (int x = 0; x < width; x++) {
        float level = Math.max(0, (from[at + x] + lightRow[x]) * (dark * vignetteX[x]));
        float over = Math.max(0, level - KNEE);
        float soft = level - over + (1 - KNEE) * over / (over + (1 - KNEE));
        int value = (int) (soft * 255 + NOISE[noise + (x & DITHER - 1)]);
        rgb[at + x] |= Math.min(255, value) << shift;
      }
    }
  }

  /** Twice as wide and high, smoothly: a row of it. */
  private void spread(float[] glow, int y) {
    int width = light.width;
    int near = (y >> 1) * width;
    int neighbour = Math.clamp((y >> 1) + ((y & 1) == 0 ? -1 : 1), 0, light.height - 1) * width;
    float before = 0.75f * glow[near] + 0.25f * glow[neighbour];
    float here = before;
    for (int x = 0; x < width; x++) {
      int next = Math.min(x + 1, width - 1);
      float after = 0.75f * glow[near + next] + 0.25f * glow[neighbour + next];
      lightRow[2 * x] = 0.75f * here + 0.25f * before;
      lightRow[2 * x + 1] = 0.75f * here + 0.25f * after;
      before = here;
      here = after;
    }
  }

  private static float[] vignette(int length) {
    float[] factors = new float[length];
    for (int i = 0; i < length; i++) {
      float off = 2 * (i + 0.5f) / length - 1;
      factors[i] = 1 - 0.16f * off * off * off * off;
    }
    return factors;
  }
}
