package io.atelier.media;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/**
 * How visible the seam would be if an image were laid edge to edge, per axis.
 *
 * <p>The step across the border is compared with the steps between neighbouring columns (rows)
 * inside, so a pattern full of hard edges is not taken for a seam. A hard-edged pattern cut
 * off-phase can pass unseen. Colours are 8-bit sRGB; alpha is ignored.
 *
 * @param horizontal the step from the last column to the first
 * @param vertical the step from the last row to the first
 */
public record SeamMetric(Axis horizontal, Axis vertical) {
  /** How far the border may stand out of the interior steps in a lossless image. */
  public static final double LOSSLESS_TOLERANCE = 1.15;

  /** The same for JPEG and its like, whose blocks end at the border. */
  public static final double LOSSY_TOLERANCE = 1.3;

  /**
   * The steps along one axis, as means of |difference| per channel, 0 to 255.
   *
   * @param wrap between the last line and the first
   * @param median of the steps between neighbouring interior lines
   * @param p99 the 99th percentile of those
   */
  public record Axis(double wrap, double median, double p99) {

    /** Whether the border shows. */
    public boolean hasSeam(double tolerance) {
      return score(tolerance) > 1;
    }

    /** The step over what goes on unseen there: 2, 1.5 times median, or tolerance times p99. */
    private double score(double tolerance) {
      return wrap / Math.max(Math.max(2, 1.5 * median), tolerance * p99);
    }
  }

  /** How far the border stands out, on the worse axis: at 1 and less it goes on unseen. */
  public double score(double tolerance) {
    return Math.max(horizontal.score(tolerance), vertical.score(tolerance));
  }

  /** Whether no axis has a seam at the given tolerance. */
  public boolean seamless(double tolerance) {
    return !horizontal.hasSeam(tolerance) && !vertical.hasSeam(tolerance);
  }

  /** Measures an image in one pass, holding three rows. */
  public static SeamMetric of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    long[] columns = new long[width];
    long[] rows = new long[height];
    int[] first = row(image, 0, new int[width]);
    int[] previous = first.clone();
    int[] current = new int[width];
    for (int y = 0; y < height; y++) {
      row(image, y, current);
      for (int x = 0; x < width; x++) {
        columns[x] += difference(current[x], current[x + 1 < width ? x + 1 : 0]);
      }
      if (y > 0) {
        rows[y - 1] = difference(previous, current);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    rows[height - 1] = difference(previous, first);
    return new SeamMetric(axis(columns, height), axis(rows, width));
  }

  private static int[] row(BufferedImage image, int y, int[] into) {
    return image.getRGB(0, y, into.length, 1, into, 0, into.length);
  }

  private static long difference(int[] a, int[] b) {
    long sum = 0;
    for (int x = 0; x < a.length; x++) {
      sum += difference(a[x], b[x]);
    }
    return sum;
  }

  private static int difference(int a, int b) {
    return Math.abs((a >> 16 & 0xff) - (b >> 16 & 0xff))
        + Math.abs((a >> 8 & 0xff) - (b >> 8 & 0xff))
        + Math.abs((a & 0xff) - (b & 0xff));
  }

  private static Axis axis(long[] steps, int across) {
    double scale = 3.0 * across;
    int interior = steps.length - 1;
    if (interior == 0) {
      return new Axis(0, 0, 0);
    }
    double wrap = steps[interior] / scale;
    Arrays.sort(steps, 0, interior);
    double p99 = steps[Math.min(interior - 1, (int) (interior * 0.99))] / scale;
    return new Axis(wrap, steps[interior / 2] / scale, p99);
  }
}
