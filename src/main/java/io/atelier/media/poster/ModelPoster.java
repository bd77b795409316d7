package io.atelier.media.poster;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Pictures a binary glTF model in a photo studio: lit by soft boxes, on a light ground, its front a
 * little from the side.
 *
 * <p>For plain glTF 2.0: triangles, PNG or JPEG in the file, no extension that is required. The
 * same model gives the same pixels. Stateless and thread-safe; {@link #mostBytes} says what a call
 * takes.
 */
public final class ModelPoster {
  public static final int MIN_SIZE = 64;
  public static final int MAX_SIZE = 1024;

  /** Where a front view is taken from, in turns about the y axis and above the horizon. */
  private static final double ASIDE = 0.07;

  private static final double ABOVE = 0.035;

  private ModelPoster() {}

  /**
   * How much of the heap a picture takes at most, by what is known of the model.
   *
   * @param triangles as drawn
   * @param materials that the file defines
   * @param bytes of the file
   */
  public static long mostBytes(int size, long triangles, long materials, long bytes) {
    return Exposure.bytes(size) + GlbScene.mostBytes(triangles, materials, bytes);
  }

  /**
   * Writes a square RGB PNG, replacing what is at the path.
   *
   * @param size the side in pixels, 64 to 1024
   * @throws IOException if a file cannot be read or written, or if the model is not one this can
   *     picture: the message says why
   * @throws IllegalArgumentException if the size is out of range
   */
  public static void write(Path glb, int size, Path png) throws IOException {
    BufferedImage image = render(glb, size, ASIDE);
    try (MemoryCacheImageOutputStream out =
        new MemoryCacheImageOutputStream(Files.newOutputStream(png))) {
      ImageIO.write(image, "png", out);
    }
  }

  /**
   * The picture as seen from a quarter more or less to the side, for a turntable.
   *
   * @param aside in turns about the y axis; 0 is the front
   */
  public static BufferedImage render(Path glb, int size, double aside) throws IOException {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new IllegalArgumentException("poster size " + size + " is not in 64 to 1024");
    }
    Scene scene = GlbScene.read(glb);
    Camera camera = Camera.around(scene, aside, ABOVE);
    Exposure exposure = new Exposure(scene, camera, size * Exposure.SAMPLES);
    return exposure.develop();
  }
}
