package io.atelier.media;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * Resamples a picture to an exact size: Lanczos over three lobes, which widen with the step when it
 * shrinks, so that every source pixel counts.
 *
 * <p>In sRGB as it is, alpha premultiplied. Holds the result and, as floats, the rows that one row
 * of it needs: 7 rows when it grows, 6 times the step when it shrinks. Stateless and thread-safe.
 */
public final class ImageResampler {

  /** What lies beyond the border of a picture. */
  public enum Edges {
    /** More of the border. */
    CLAMPED,
    /** The other side: so that a picture that tiles still does. */
    TILED
  }

  private final BufferedImage source;
  private final ResamplingKernel columns;
  private final ResamplingKernel rows;
  private final int width;
  private final int height;
  private final float[][] cache;
  private final long[] cached;
  private final int[] pixels;

  private ImageResampler(BufferedImage source, int width, int height, Edges edges) {
    this.source = source;
    this.width = width;
    this.height = height;
    columns = new ResamplingKernel(source.getWidth(), width, edges);
    rows = new ResamplingKernel(source.getHeight(), height, edges);
    cache = new float[rows.taps()][width * 4];
    cached = new long[rows.taps()];
    Arrays.fill(cached, Long.MIN_VALUE);
    pixels = new int[source.getWidth()];
  }

  /** The whole picture, stretched where its shape is another. */
  public static BufferedImage stretch(BufferedImage source, int width, int height, Edges edges) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture of " + width + " x " + height);
    }
    return new ImageResampler(source, width, height, edges).resample();
  }

  /** As much of the middle of the picture as has the shape wanted. */
  public static BufferedImage cover(BufferedImage source, int width, int height) {
    double scale =
        Math.max((double) width / source.getWidth(), (double) height / source.getHeight());
    int cutWidth = Math.clamp(Math.round(width / scale), 1, source.getWidth());
    int cutHeight = Math.clamp(Math.round(height / scale), 1, source.getHeight());
    BufferedImage middle =
        source.getSubimage(
            (source.getWidth() - cutWidth) / 2,
            (source.getHeight() - cutHeight) / 2,
            cutWidth,
            cutHeight);
    return stretch(middle, width, height, Edges.CLAMPED);
  }

  private BufferedImage resample() {
    boolean alpha = source.getColorModel().hasAlpha();
    BufferedImage result =
        new BufferedImage(
            width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    float[] sum = new float[width * 4];
    int[] out = new int[width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(sum, 0);
      int first = rows.first(y);
      for (int tap = 0; tap < rows.taps(); tap++) {
        float weight = rows.weight(y, tap);
        if (weight != 0) {
          float[] row = row(first + tap);
          for (int i = 0; i < sum.length; i++) {
            sum[i] += weight * row[i];
          }
        }
      }
      pack(sum, out);
      result.setRGB(0, y, width, 1, out, 0, width);
    }
    return result;
  }

  /** A row of the source at the new width; rows beyond the border are those that stand for them. */
  private float[] row(int y) {
    int slot = Math.floorMod(y, cache.length);
    if (cached[slot] != y) {
      cached[slot] = y;
      source.getRGB(0, rows.source(y), pixels.length, 1, pixels, 0, pixels.length);
      across(cache[slot]);
    }
    return cache[slot];
  }

  private void across(float[] into) {
    for (int x = 0; x < width; x++) {
      float a = 0;
      float r = 0;
      float g = 0;
      float b = 0;
      int first = columns.first(x);
      for (int tap = 0; tap < columns.taps(); tap++) {
        int argb = pixels[columns.source(first + tap)];
        float weight = columns.weight(x, tap);
        float alpha = weight * (argb >>> 24);
        a += alpha;
        r += alpha * (argb >> 16 & 0xff);
        g += alpha * (argb >> 8 & 0xff);
        b += alpha * (argb & 0xff);
      }
      into[4 * x] = a;
      into[4 * x + 1] = r;
      into[4 * x + 2] = g;
      into[4 * x + 3] = b;
    }
  }

  private static void pack(float[] sum, int[] out) {
    for (int x = 0; x < out.length; x++) {
      float alpha = sum[4 * x];
      out[x] =
          alpha < 0.5f
              ? 0
              : level(alpha) << 24
                  | level(sum[4 * x + 1] / alpha) << 16
                  | level(sum[4 * x + 2] / alpha) << 8
                  | level(sum[4 * x + 3] / alpha);
    }
  }

  private static int level(float value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
