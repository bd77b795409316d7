package io.atelier.media;

import java.awt.image.BufferedImage;
import java.util.function.IntBinaryOperator;

/** Pictures drawn by a formula, for tests. */
final class Pictures {
  private Pictures() {}

  /** A picture whose colour (0xRRGGBB) at x, y the formula gives. */
  static BufferedImage of(int width, int height, IntBinaryOperator colour) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour.applyAsInt(x, y));
      }
    }
    return image;
  }

  static BufferedImage grey(int width, int height, IntBinaryOperator level) {
    return of(width, height, (x, y) -> 0x010101 * level.applyAsInt(x, y));
  }
}
