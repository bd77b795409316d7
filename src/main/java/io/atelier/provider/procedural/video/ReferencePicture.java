package io.atelier.provider.procedural.video;

import io.atelier.media.ImageDecoder;
import io.atelier.media.UnusableMediaException;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.IIOException;

/** A picture that somebody gave, read with as little memory as showing it takes. */
final class ReferencePicture {
  private static final long MAX_PIXELS = 1L << 26;
  private static final int MOST_A_SIDE = 4800;

  private ReferencePicture() {}

  /**
   * Reads a PNG, JPEG, GIF, WebP or AVIF; the longer side is at most 4800 pixels then.
   *
   * @throws IIOException if it is none of these, broken, or of more than 67 million pixels
   */
  static BufferedImage read(Path file) throws IOException {
    try {
      return ImageDecoder.readWithin(file, MAX_PIXELS, MOST_A_SIDE);
    } catch (UnusableMediaException e) {
      throw new IIOException("the reference is no picture that can be read", e);
    }
  }

  /** Scaled to a size, smoothly also when it is much smaller. */
  static BufferedImage scaled(BufferedImage image, int width, int height) {
    BufferedImage from = image;
    while (from.getWidth() >= 2 * width && from.getHeight() >= 2 * height) {
      from = drawn(from, from.getWidth() / 2, from.getHeight() / 2);
    }
    return drawn(from, width, height);
  }

  private static BufferedImage drawn(BufferedImage image, int width, int height) {
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    graphics.drawImage(image, 0, 0, width, height, null);
    graphics.dispose();
    return to;
  }

  /** Whether much of it can be seen through: a logo, a figure that was cut out. */
  static boolean seeThrough(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return false;
    }
    BufferedImage small = scaled(image, 32, 32);
    int open = 0;
    for (int pixel : small.getRGB(0, 0, 32, 32, null, 0, 32)) {
      open += pixel >>> 24 < 128 ? 1 : 0;
    }
    return open > 20;
  }
}
