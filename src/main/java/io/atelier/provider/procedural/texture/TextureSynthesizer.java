package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Paints textures from a prompt: its words choose the material, the colours and the mood, its hash
 * the rest.
 *
 * <p>A texture is either a picture of the surface under a lamp, which looks right wherever it is
 * laid, or one of the {@link SurfaceMap maps} by which a renderer lights the surface itself.
 *
 * <p>The same prompt and size give the same pixels on every machine, and the same bytes wherever
 * the JDK's zlib is the same; a prompt looks the same at every size. Every texture tiles, asked or
 * not. Stateless and thread-safe; a call holds up to 8 bytes a pixel and uses two threads.
 */
public final class TextureSynthesizer {
  public static final int MIN_SIZE = 512;
  public static final int MAX_SIZE = 4096;

  private TextureSynthesizer() {}

  /**
   * Writes the lit picture as a square 8-bit RGB PNG, replacing what is at the path.
   *
   * @param size the side in pixels, 512 to 4096
   * @param seamless asks that it tile; every texture made here does, also when this is not asked
   * @throws IllegalArgumentException if the size is out of range
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(String prompt, int size, boolean seamless, Path png) throws IOException {
    requireSize(size);
    Png.write(render(prompt, size), png);
  }

  /**
   * Writes one map of the surface as a square 8-bit RGB PNG, replacing what is at the path.
   *
   * @param size the side in pixels, 512 to 4096
   * @throws IllegalArgumentException if the size is out of range
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(String prompt, int size, SurfaceMap map, Path png) throws IOException {
    requireSize(size);
    Png.write(SurfaceMaps.render(prompt, size, List.of(map)).get(0), png);
  }

  /** The lit picture. */
  public static BufferedImage render(String prompt, int size) throws InterruptedIOException {
    Look look = Look.of(Prompt.of(prompt), size);
    Pattern pattern = Material.of(look.prompt()).pattern(look);
    return TextureRenderer.render(pattern, size, Texel::new, List.of(new Light())).get(0);
  }

  private static void requireSize(int size) {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new IllegalArgumentException("texture size " + size + " is not in 512 to 4096");
    }
  }
}
