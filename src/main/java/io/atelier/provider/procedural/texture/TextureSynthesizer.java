package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Prompt;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * Paints a base colour texture from a prompt: its words choose the material, the colours and the
 * mood, its hash the rest.
 *
 * <p>The same prompt and size give the same pixels on every machine, and the same bytes wherever
 * the JDK's zlib is the same; a prompt looks the same at every size. Stateless and thread-safe; a
 * call holds 3 bytes a pixel and uses two threads.
 */
public final class TextureSynthesizer {
  public static final int MIN_SIZE = 512;
  public static final int MAX_SIZE = 4096;

  private TextureSynthesizer() {}

  /**
   * Writes a square 8-bit RGB PNG, replacing what is at the path.
   *
   * @param size the side in pixels, 512 to 4096
   * @param seamless asks that it tile; every texture made here does, also when this is not asked
   * @throws IllegalArgumentException if the size is out of range
   * @throws java.io.InterruptedIOException if the thread is interrupted
   */
  public static void write(String prompt, int size, boolean seamless, Path png) throws IOException {
    if (size < MIN_SIZE || size > MAX_SIZE) {
      throw new IllegalArgumentException("texture size " + size + " is not in 512 to 4096");
    }
    encode(render(prompt, size), png);
  }

  public static BufferedImage render(String prompt, int size) throws IOException {
    Look look = Look.of(Prompt.of(prompt), size);
    return TextureRenderer.render(Material.of(look.prompt()).pattern(look), size);
  }

  /** Fast compression: the finest level would take longer than the painting and save a tenth. */
  private static void encode(BufferedImage image, Path png) throws IOException {
    ImageWriter writer =
        ImageIO.getImageWriters(ImageTypeSpecifier.createFromRenderedImage(image), "png").next();
    try (MemoryCacheImageOutputStream out =
        new MemoryCacheImageOutputStream(Files.newOutputStream(png))) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(0.85f);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
  }
}
