package io.atelier.simulated;

import io.atelier.provider.procedural.texture.TextureSynthesizer;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javax.imageio.ImageIO;

/**
 * Pictures of a surface laid like tiles, panoramas with lights, a sine of the right length, and
 * always the same film.
 */
final class QuickMedia implements SimulatedMedia {
  private static final int TILE = 512;
  private static final int MOST_KEPT = 12;

  // What was drawn last: many tasks are asked for alike.
  private static final Map<List<Object>, File> DRAWN =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<List<Object>, File> eldest) {
              return size() > MOST_KEPT;
            }
          });

  @Override
  public File picture(String prompt, int width, int height, String format) {
    String words = words(prompt);
    return DRAWN.computeIfAbsent(
        List.of(words, width, height, format), key -> draw(words, width, height, format));
  }

  // What is to go wrong with it does not show.
  private static String words(String prompt) {
    return prompt.replaceAll("\\[\\[sim:[^]]*]]", "").strip();
  }

  private static File draw(String prompt, int width, int height, String format) {
    try {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(
          prompt.contains("panorama")
              ? new Panorama(prompt, width, height).picture()
              : tiled(TextureSynthesizer.render(prompt, TILE), width, height),
          format,
          bytes);
      return new File(
          bytes.toByteArray(), "image/" + format, format.equals("jpeg") ? "jpg" : format);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static BufferedImage tiled(BufferedImage tile, int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    for (int y = 0; y < height; y += TILE) {
      for (int x = 0; x < width; x += TILE) {
        pen.drawImage(tile, x, y, null);
      }
    }
    pen.dispose();
    return picture;
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
    String words = words(prompt);
    return DRAWN.computeIfAbsent(
        List.of(words, triangles, surface),
        key -> new File(new Ring(words, triangles, surface).glb(), "model/gltf-binary", "glb"));
  }

  private static byte[] read(String name) {
    try (InputStream file = QuickMedia.class.getResourceAsStream("/media/" + name)) {
      return Objects.requireNonNull(file, name).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
