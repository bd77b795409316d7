package io.atelier.simulated;

import io.atelier.provider.procedural.texture.TextureSynthesizer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;

/** What simulated providers deliver: real files of what was asked for. */
public final class SimulatedMedia {
  private static final int TILE = 512;

  private SimulatedMedia() {}

  /**
   * One of them.
   *
   * @param extension without a dot
   */
  public record File(byte[] bytes, String mimeType, String extension) {}

  /** A picture of some surface. */
  static File picture(String prompt, int width, int height, String format) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    BufferedImage tile = tile(prompt);
    Graphics2D pen = picture.createGraphics();
    for (int y = 0; y < height; y += TILE) {
      for (int x = 0; x < width; x += TILE) {
        pen.drawImage(tile, x, y, null);
      }
    }
    pen.dispose();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(picture, format, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return format.equals("png")
        ? new File(bytes.toByteArray(), "image/png", "png")
        : new File(bytes.toByteArray(), "image/jpeg", "jpg");
  }

  private static BufferedImage tile(String prompt) {
    try {
      Path file = Files.createTempFile("simulated", ".png");
      try {
        TextureSynthesizer.write(prompt, TILE, true, file);
        return ImageIO.read(file.toFile());
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sound of that length. */
  static File sound(double seconds) {
    return new File(Mp3Loop.of(read("tone.mp3"), seconds), "audio/mpeg", "mp3");
  }

  /** A film of that size and length. */
  static File video(int width, int height, double seconds, boolean loop) {
    return new File(read("clip.mp4"), "video/mp4", "mp4");
  }

  private static byte[] read(String name) {
    try (InputStream file = SimulatedMedia.class.getResourceAsStream("/media/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
