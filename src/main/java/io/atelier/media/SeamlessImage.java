package io.atelier.media;

import java.awt.image.BufferedImage;

/**
 * Makes a picture tile: half of what its opposite borders differ by is taken from each, fading out
 * over 15 % of a side.
 *
 * <p>The middle stays as it is. Holds the picture once more, and works on any size in one pass per
 * axis. Stateless and thread-safe.
 */
public final class SeamlessImage {
  private static final double REACH = 0.15;

  private SeamlessImage() {}

  /** A picture that tiles on both axes. */
  public static BufferedImage of(BufferedImage source) {
    BufferedImage image = sideways(source);
    int width = image.getWidth();
    int height = image.getHeight();
    int[] top = new int[width];
    int[] bottom = new int[width];
    image.getRGB(0, 0, width, 1, top, 0, width);
    image.getRGB(0, height - 1, width, 1, bottom, 0, width);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      double share = share(y, height);
      if (share != 0) {
        image.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          row[x] = moved(row[x], top[x], bottom[x], share);
        }
        image.setRGB(0, y, width, 1, row, 0, width);
      }
    }
    return image;
  }

  /** A picture whose left and right border meet. */
  static BufferedImage sideways(BufferedImage source) {
    int width = source.getWidth();
    boolean alpha = source.getColorModel().hasAlpha();
    BufferedImage image =
        new BufferedImage(
            width,
            source.getHeight(),
            alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    int[] row = new int[width];
    for (int y = 0; y < source.getHeight(); y++) {
      source.getRGB(0, y, width, 1, row, 0, width);
      int left = row[0];
      int right = row[width - 1];
      for (int x = 0; x < width; x++) {
        row[x] = moved(row[x], left, right, share(x, width));
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }

  /** Minus a half at the first line, plus a half at the last, and 0 in the middle. */
  private static double share(int at, int length) {
    double reach = Math.max(1, REACH * length);
    double fromFirst = 1 - at / reach;
    double fromLast = 1 - (length - 1 - at) / reach;
    return (smoothstep(fromLast) - smoothstep(fromFirst)) / 2;
  }

  private static double smoothstep(double t) {
    double c = Math.clamp(t, 0, 1);
    return c * c * (3 - 2 * c);
  }

  private static int moved(int argb, int first, int last, double share) {
    int result = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int step = (first >>> shift & 0xff) - (last >>> shift & 0xff);
      long level = Math.round((argb >>> shift & 0xff) + share * step);
      result |= Math.clamp(level, 0, 255) << shift;
    }
    return result;
  }
}
