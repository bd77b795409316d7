package io.atelier.provider.remote;

import io.atelier.media.FileFormat;
import io.atelier.media.ImageDecoder;
import io.atelier.media.MediaProbe;
import io.atelier.media.Orientation;
import io.atelier.media.ProbeResult;
import io.atelier.media.UnusableMediaException;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The image that a request refers to, as providers take it: a JPEG or PNG, upright, of the shape
 * that is asked for.
 *
 * @param mimeType {@code image/jpeg} or {@code image/png}
 */
public record ReferenceImage(byte[] bytes, String mimeType) {
  private static final long MOST_PIXELS = 1 << 26;
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
    if (!(MediaProbe.probe(file) instanceof ProbeResult.Image image)) {
      return Optional.empty();
    }
    if (isTaken(image.format(), file) && isShaped(image, shape)) {
      return Optional.of(new ReferenceImage(Files.readAllBytes(file), image.format().mimeType()));
    }
    try {
      BufferedImage upright = ImageDecoder.readWithin(file, MOST_PIXELS, LONGEST_SIDE);
      return Optional.of(encoded(opaque(middle(upright, shape))));
    } catch (UnusableMediaException e) {
      return Optional.empty();
    }
  }

  private static boolean isTaken(FileFormat format, Path file) throws IOException {
    return (format == FileFormat.JPEG || format == FileFormat.PNG)
        && Files.size(file) <= MOST_BYTES_AS_IS
        && Orientation.of(file).equals(Orientation.UPRIGHT);
  }

  private static boolean isShaped(ProbeResult.Image image, double shape) {
    boolean shaped =
        shape == 0 || Math.abs((double) image.width() / image.height() / shape - 1) < SAME_SHAPE;
    return shaped && Math.max(image.width(), image.height()) <= LONGEST_SIDE;
  }

  private static BufferedImage middle(BufferedImage image, double shape) {
    if (shape == 0) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    int across = (int) Math.max(1, Math.min(width, Math.round(height * shape)));
    int down = (int) Math.max(1, Math.min(height, Math.round(width / shape)));
    return image.getSubimage((width - across) / 2, (height - down) / 2, across, down);
  }

  // On white, without an alpha channel: what is transparent would be black over there.
  private static BufferedImage opaque(BufferedImage image) {
    BufferedImage drawn =
        new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = drawn.createGraphics();
    pen.drawImage(image, 0, 0, Color.WHITE, null);
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
