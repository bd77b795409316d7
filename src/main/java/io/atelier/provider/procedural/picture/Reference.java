package io.atelier.provider.procedural.picture;

import io.atelier.media.ImageDecoder;
import io.atelier.media.UnusableMediaException;
import io.atelier.provider.procedural.prompt.Curve;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;

/**
 * A picture given to be used, in memory, no larger than what a result can show of it.
 *
 * <p>Immutable once read.
 */
final class Reference {
  private static final long MOST_PIXELS = 1L << 26;
  private static final int LONGEST_SIDE = 4096;
  private static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i < 256; i++) {
      double x = i / 255.0;
      LINEAR[i] = (float) (x <= 0.04045 ? x / 12.92 : StrictMath.pow((x + 0.055) / 1.055, 2.4));
    }
  }

  private final int width;
  private final int height;
  private final int[] argb;

  private Reference(BufferedImage image) {
    width = image.getWidth();
    height = image.getHeight();
    argb = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  /**
   * Reads a file.
   *
   * @throws IIOException if it is no picture that can be read
   */
  static Reference read(Path file) throws IOException {
    try {
      return new Reference(argb(ImageDecoder.readWithin(file, MOST_PIXELS, LONGEST_SIDE)));
    } catch (UnusableMediaException e) {
      throw new IIOException("the reference is no picture that can be read", e);
    }
  }

  private static BufferedImage argb(BufferedImage image) {
    BufferedImage copy =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = copy.createGraphics();
    graphics.drawImage(image, 0, 0, null);
    graphics.dispose();
    return copy;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Whether its corners can be seen through, as those of a logo or a cut-out. */
  boolean cutOut() {
    int clear = 0;
    for (int i : new int[] {0, width - 1, width * (height - 1), width * height - 1}) {
      clear += argb[i] >>> 24 < 16 ? 1 : 0;
    }
    return clear >= 2;
  }

  /**
   * Takes the mean of an area around a point, linear red, green, blue and opacity, the colours
   * weighted by it; clear beyond the border.
   *
   * @param area its side in pixels of this picture, 1 or more
   */
  void take(float x, float y, float area, float[] rgba) {
    rgba[0] = rgba[1] = rgba[2] = rgba[3] = 0;
    float left = x - 0.5f * area;
    float top = y - 0.5f * area;
    int x0 = Curve.floor(left);
    int y0 = Curve.floor(top);
    int x1 = Curve.floor(left + area);
    int y1 = Curve.floor(top + area);
    for (int row = y0; row <= y1; row++) {
      float rows = Math.min(row + 1, top + area) - Math.max(row, top);
      for (int column = x0; column <= x1; column++) {
        float share = rows * (Math.min(column + 1, left + area) - Math.max(column, left));
        if (row >= 0 && row < height && column >= 0 && column < width) {
          int pixel = argb[row * width + column];
          float opacity = (pixel >>> 24) / 255f * share;
          rgba[0] += LINEAR[pixel >> 16 & 0xff] * opacity;
          rgba[1] += LINEAR[pixel >> 8 & 0xff] * opacity;
          rgba[2] += LINEAR[pixel & 0xff] * opacity;
          rgba[3] += opacity;
        }
      }
    }
    float whole = 1 / (area * area);
    for (int i = 0; i < 4; i++) {
      rgba[i] *= whole;
    }
  }
}
