package io.atelier.provider.procedural.video;

import io.atelier.media.Orientation;
import io.atelier.media.codec.VideoDecoder;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** A picture that somebody gave, read with as little memory as showing it takes. */
final class ReferencePicture {
  private static final long MAX_PIXELS = 1L << 26;
  private static final int ENOUGH = 2400;

  private ReferencePicture() {}

  /**
   * Reads a PNG, JPEG or WebP; the longer side is at most about 4800 pixels then.
   *
   * @throws IOException if it is none of these, broken, or of more than 67 million pixels
   */
  static BufferedImage read(Path file) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(bytes)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      // Whatever Java does not read, a codec may: WebP.
      return readers.hasNext()
          ? Orientation.of(file).upright(read(readers.next(), in))
          : VideoDecoder.poster(file, ENOUGH);
    } catch (RuntimeException e) {
      // What the readers of the JDK throw for some broken files.
      throw new IOException("the picture is broken: " + e.getMessage(), e);
    }
  }

  private static BufferedImage read(ImageReader reader, MemoryCacheImageInputStream in)
      throws IOException {
    try {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      if ((long) width * height > MAX_PIXELS) {
        throw new IOException(
            "a picture of %d x %d pixels is too large to be shown".formatted(width, height));
      }
      ImageReadParam param = reader.getDefaultReadParam();
      int step = Math.max(1, Math.max(width, height) / ENOUGH);
      param.setSourceSubsampling(step, step, 0, 0);
      return reader.read(0, param);
    } finally {
      reader.dispose();
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
