package io.atelier.provider.remote;

import io.atelier.media.Orientation;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The image that a request refers to, as providers take it: a JPEG or PNG, upright, of the shape
 * that is asked for.
 *
 * @param mimeType {@code image/jpeg} or {@code image/png}
 */
public record ReferenceImage(byte[] bytes, String mimeType) {
  private static final long MOST_PIXELS = 100_000_000;
  private static final int LONGEST_SIDE = 4096;
  private static final int MOST_BYTES_AS_IS = 8 << 20;
  private static final float QUALITY = 0.95f;
  private static final double SAME_SHAPE = 0.01;

  /**
   * The image in that file, or empty where it is none that can be read.
   *
   * @throws IOException if the file cannot be read
   */
  public static Optional<ReferenceImage> of(Path file) throws IOException {
    return read(file, 0);
  }

  /**
   * The middle of the image in that file, as wide to its height as that.
   *
   * @throws IOException if the file cannot be read
   */
  public static Optional<ReferenceImage> of(Path file, int width, int height) throws IOException {
    return read(file, (double) width / height);
  }

  /** It, in a URL of its own (RFC 2397). */
  public String dataUri() {
    return "data:" + mimeType + ";base64," + Base64.getEncoder().encodeToString(bytes);
  }

  /** What the name of a file with it ends with. */
  public String extension() {
    return mimeType.equals("image/png") ? "png" : "jpg";
  }

  private static Optional<ReferenceImage> read(Path file, double shape) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        return read(reader, file, shape);
      } finally {
        reader.dispose();
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      return Optional.empty(); // what readers do with what is broken
    }
  }

  private static Optional<ReferenceImage> read(ImageReader reader, Path file, double shape)
      throws IOException {
    int width = reader.getWidth(0);
    int height = reader.getHeight(0);
    if ((long) width * height > MOST_PIXELS) {
      return Optional.empty();
    }
    String format = reader.getFormatName();
    boolean taken = format.equalsIgnoreCase("jpeg") || format.equalsIgnoreCase("png");
    boolean shaped = shape == 0 || Math.abs((double) width / height / shape - 1) < SAME_SHAPE;
    Orientation held = Orientation.of(file);
    if (taken
        && shaped
        && held.equals(Orientation.UPRIGHT)
        && Math.max(width, height) <= LONGEST_SIDE
        && Files.size(file) <= MOST_BYTES_AS_IS) {
      return Optional.of(
          new ReferenceImage(
              Files.readAllBytes(file),
              format.equalsIgnoreCase("png") ? "image/png" : "image/jpeg"));
    }
    ImageReadParam param = reader.getDefaultReadParam();
    int step = Math.max(1, Math.max(width, height) / LONGEST_SIDE);
    param.setSourceSubsampling(step, step, 0, 0);
    param.setSourceRegion(middle(width, height, held.turned() && shape > 0 ? 1 / shape : shape));
    return Optional.of(encoded(fitting(held.upright(reader.read(0, param)))));
  }

  private static Rectangle middle(int width, int height, double shape) {
    if (shape == 0) {
      return new Rectangle(width, height);
    }
    int across = (int) Math.max(1, Math.min(width, Math.round(height * shape)));
    int down = (int) Math.max(1, Math.min(height, Math.round(width / shape)));
    return new Rectangle((width - across) / 2, (height - down) / 2, across, down);
  }

  // On white, without an alpha channel: what is transparent would be black over there.
  private static BufferedImage fitting(BufferedImage image) {
    double scale =
        Math.min(1, (double) LONGEST_SIDE / Math.max(image.getWidth(), image.getHeight()));
    int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
    int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
    BufferedImage drawn = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = drawn.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.drawImage(image, 0, 0, width, height, Color.WHITE, null);
    pen.dispose();
    return drawn;
  }

  private static ReferenceImage encoded(BufferedImage image) throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return new ReferenceImage(bytes.toByteArray(), "image/jpeg");
  }
}
