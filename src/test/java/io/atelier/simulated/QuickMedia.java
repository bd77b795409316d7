package io.atelier.simulated;

import io.atelier.provider.procedural.texture.TextureSynthesizer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import javax.imageio.ImageIO;

/** Pictures of a surface laid like tiles, a sine of the right length, and always the same film. */
final class QuickMedia implements SimulatedMedia {
  private static final int TILE = 512;

  @Override
  public File picture(String prompt, int width, int height, String format) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    try {
      BufferedImage tile = TextureSynthesizer.render(prompt, TILE);
      for (int y = 0; y < height; y += TILE) {
        for (int x = 0; x < width; x += TILE) {
          pen.drawImage(tile, x, y, null);
        }
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(picture, format, bytes);
      return new File(
          bytes.toByteArray(), "image/" + format, format.equals("jpeg") ? "jpg" : format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      pen.dispose();
    }
  }

  @Override
  public File sound(String prompt, double seconds) {
    return new File(Mp3Loop.of(read("tone.mp3"), seconds), "audio/mpeg", "mp3");
  }

  @Override
  public File music(String prompt, double seconds) {
    return sound(prompt, seconds);
  }

  @Override
  public File video(String prompt, int width, int height, double seconds, boolean loop) {
    return new File(read("clip.mp4"), "video/mp4", "mp4");
  }

  @Override
  public File model(String prompt, int triangles, Surface surface) {
    return new File(new Ring(prompt, triangles, surface).glb(), "model/gltf-binary", "glb");
  }

  private static byte[] read(String name) {
    try (InputStream file = QuickMedia.class.getResourceAsStream("/media/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
