package io.atelier.media;

import java.awt.image.BufferedImage;

/**
 * Makes a picture tile: half of what its opposite borders differ by is taken from each, fading out
 * over 15 % of a side, and over less the finer it is.
 *
 * <p>The middle stays as it is. Holds the picture once more. Stateless and thread-safe.
 */
public final class SeamlessImage {
  private SeamlessImage() {}

  /** A picture that tiles on both axes. */
  public static BufferedImage of(BufferedImage source) {
    BufferedImage image = sideways(source);
    int width = image.getWidth();
    int height = image.getHeight();
    BorderStep step =
        new BorderStep(
            image.getRGB(0, 0, width, 1, null, 0, width),
            image.getRGB(0, height - 1, width, 1, null, 0, width),
            height);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      if (!step.leaves(y)) {
        image.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          row[x] = step.without(row[x], y, x);
        }
        image.setRGB(0, y, width, 1, row, 0, width);
      }
    }
    return image;
  }

  /** A picture whose left and right border meet. */
  static BufferedImage sideways(BufferedImage source) {
    int width = source.getWidth();
    int height = source.getHeight();
    boolean alpha = source.getColorModel().hasAlpha();
    BufferedImage image =
        new BufferedImage(
            width, height, alpha ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    BorderStep step =
        new BorderStep(
            source.getRGB(0, 0, 1, height, null, 0, 1),
            source.getRGB(width - 1, 0, 1, height, null, 0, 1),
            width);
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      source.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        row[x] = step.leaves(x) ? row[x] : step.without(row[x], x, y);
      }
      image.setRGB(0, y, width, 1, row, 0, width);
    }
    return image;
  }
}
