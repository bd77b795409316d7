package io.atelier.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A small likeness of a picture, whose longer side has 512 pixels at most: JPEG, or PNG if parts of
 * it are transparent.
 *
 * <p>Memory: that of {@link ImageDecoder} for a picture of at most 1,535 pixels on its shorter side
 * (all of it for WebP), and one MiB.
 */
public final class Thumbnail {
  /** The longest side, in pixels. */
  public static final int SIDE = 512;

  /** 8192 x 8192: what a decoder may have to hold of a progressive JPEG. */
  private static final long MOST_PIXELS = 1L << 26;

  private static final float QUALITY = 0.85f;

  private Thumbnail() {}

  /**
   * Writes the thumbnail of a picture; the caller closes the stream.
   *
   * @return its format
   * @throws UnusableMediaException if the picture cannot be decoded, or has more than 2²⁶ pixels
   */
  public static FileFormat write(Path picture, OutputStream out) throws IOException {
    return write(ImageDecoder.read(picture, MOST_PIXELS, 2 * SIDE), out);
  }

  /** Writes the thumbnail of a picture that is decoded already, such as a frame of a film. */
  public static FileFormat write(BufferedImage picture, OutputStream out) throws IOException {
    double scale = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage small =
        ImageResampler.stretch(picture, width, height, ImageResampler.Edges.CLAMPED);
    if (transparent(small)) {
      encode(small, "png", out);
      return FileFormat.PNG;
    }
    encode(opaque(small), "jpeg", out);
    return FileFormat.JPEG;
  }

  private static boolean transparent(BufferedImage image) {
    if (!image.getColorModel().hasAlpha()) {
      return false;
    }
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int argb : image.getRGB(0, y, row.length, 1, row, 0, row.length)) {
        if (argb >>> 24 != 0xff) {
          return true;
        }
      }
    }
    return false;
  }

  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage opaque =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.getWidth()];
    for (int y = 0; y < image.getHeight(); y++) {
      opaque.setRGB(
          0,
          y,
          row.length,
          1,
          image.getRGB(0, y, row.length, 1, row, 0, row.length),
          0,
          row.length);
    }
    return opaque;
  }

  private static void encode(BufferedImage image, String format, OutputStream out)
      throws IOException {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), format).next();
    try (ImageOutputStream stream = new MemoryCacheImageOutputStream(out)) {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      if (format.equals("jpeg")) {
        parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
        parameters.setCompressionQuality(QUALITY);
      }
      writer.setOutput(stream);
      writer.write(null, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }
}
