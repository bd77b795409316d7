package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Prompt;
import io.atelier.provider.procedural.sky.Setting;
import io.atelier.provider.procedural.sky.Sky;
import io.atelier.provider.procedural.sky.SkyLook;
import io.atelier.provider.procedural.texture.Png;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Composes stills from a prompt: its words choose the place, the things before it and their
 * colours, its hash the rest. A reference is framed and restyled in the prompt's light instead.
 *
 * <p>The same prompt, size and reference give the same pixels. Stateless and thread-safe; a call
 * holds 3 bytes a pixel, and 4 a pixel of the reference, and uses two threads.
 */
public final class PictureSynthesizer {
  public static final int MIN_SIZE = 512;
  public static final int MAX_SIZE = 4096;
  private static final float LOOKING_UP = 0.16f;
  private static final float LEVEL = 0.02f;

  private PictureSynthesizer() {}

  /**
   * Writes an 8-bit RGB PNG, replacing what is at the path.
   *
   * @param width in pixels, 512 to 4096
   * @param height the same
   * @param reference a PNG, JPEG, GIF or BMP to be restyled; null to compose freely. What can be
   *     seen through at its corners is placed before the scene, anything else fills the picture
   * @throws IllegalArgumentException if a side is out of range
   * @throws javax.imageio.IIOException if the reference cannot be read
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(String prompt, int width, int height, @Nullable Path reference, Path png)
      throws IOException {
    requireSide(width);
    requireSide(height);
    Png.write(
        render(prompt, width, height, reference == null ? null : Reference.read(reference)), png);
  }

  static BufferedImage render(String text, int width, int height, @Nullable Reference reference)
      throws IOException {
    Prompt prompt = Prompt.of(text);
    boolean placed = Setting.names(prompt);
    Camera level = Camera.of(width, height, LEVEL);
    List<Prop> props = reference == null ? Arrangement.of(prompt, level, placed) : List.of();
    boolean posed = !props.isEmpty() || reference != null;
    Camera camera = posed ? level : Camera.of(width, height, LOOKING_UP);
    Sky place = Setting.of(prompt).design(SkyLook.of(prompt, camera.detail()));
    Ambience ambience = new Ambience(place, 0.55f);
    Composition scene = new Composition(camera, place, ambience, props, posed ? 0.22f : 0);
    return reference == null
        ? Darkroom.develop(Sparing.of(scene, width, height), width, height, 0)
        : Darkroom.develop(Restyled.of(reference, scene, prompt), width, height, 0.6f);
  }

  private static void requireSide(int side) {
    if (side < MIN_SIZE || side > MAX_SIZE) {
      throw new IllegalArgumentException("picture side " + side + " is not in 512 to 4096");
    }
  }
}
