package io.atelier.provider.procedural.model;

import io.atelier.media.ImageDecoder;
import io.atelier.media.UnusableMediaException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;

/** Reads the picture that a model shall be made of, no larger than a model can show. */
final class ReferenceImage {
  /** Its longer side in pixels, at most; a smaller one stays as it is. */
  static final int SIDE = 1024;

  private static final long MAX_PIXELS = 1L << 26;

  private ReferenceImage() {}

  /**
   * The picture with alpha, upright.
   *
   * @throws IIOException if it is none, or one of more than 67 million pixels
   */
  static BufferedImage read(Path file) throws IOException {
    try {
      // Rows and columns are left out while decoding: 4096 × 4096 never lies in memory whole.
      BufferedImage image = ImageDecoder.readWithin(file, MAX_PIXELS, 2 * SIDE);
      int longer = Math.max(image.getWidth(), image.getHeight());
      double scale = Math.min(1, (double) SIDE / longer);
      return scaled(
          image,
          Math.max(1, (int) Math.round(image.getWidth() * scale)),
          Math.max(1, (int) Math.round(image.getHeight() * scale)));
    } catch (UnusableMediaException e) {
      throw new IIOException("the reference is no image this server can read", e);
    }
  }

  /** Each pixel the mean of what it covers, colours weighted by their opacity. */
  static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage scaled = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * image.getHeight() / height);
      int low = Math.max(top + 1, (int) ((long) (y + 1) * image.getHeight() / height));
      int[] rows = image.getRGB(0, top, image.getWidth(), low - top, null, 0, image.getWidth());
      for (int x = 0; x < width; x++) {
        int left = (int) ((long) x * image.getWidth() / width);
        int right = Math.max(left + 1, (int) ((long) (x + 1) * image.getWidth() / width));
        scaled.setRGB(x, y, mean(rows, image.getWidth(), left, right, low - top));
      }
    }
    return scaled;
  }

  private static int mean(int[] rows, int stride, int left, int right, int height) {
    long alpha = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int y = 0; y < height; y++) {
      for (int x = left; x < right; x++) {
        int argb = rows[y * stride + x];
        int a = argb >>> 24;
        alpha += a;
        red += (long) a * (argb >> 16 & 255);
        green += (long) a * (argb >> 8 & 255);
        blue += (long) a * (argb & 255);
      }
    }
    if (alpha == 0) {
      return 0;
    }
    long opacity = alpha / ((long) (right - left) * height);
    return (int) (opacity << 24 | red / alpha << 16 | green / alpha << 8 | blue / alpha);
  }
}
