package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.texture.Bands;
import io.atelier.provider.procedural.texture.Png;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * The maps of a material as glTF has them, encoded.
 *
 * @param baseColor JPEG, sRGB
 * @param normal PNG, tangent space, +Y up
 * @param orm PNG: occlusion red, roughness green, metalness blue
 */
public record BakedMaps(byte[] baseColor, byte[] normal, byte[] orm) {
  private static final int BAND = 32;
  private static final float JPEG_QUALITY = 0.92f;

  static BakedMaps of(Skin skin, int size) throws IOException {
    Baker baker = new Baker(skin, size);
    Bands.inPairs((size + BAND - 1) / BAND, baker::band);
    return new BakedMaps(jpeg(baker.base), png(baker.normal), png(baker.orm));
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Png.write(image, bytes);
    return bytes.toByteArray();
  }

  private static byte[] jpeg(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(JPEG_QUALITY);
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Samples the skin; each pixel is set by one band alone. */
  private static final class Baker {
    private final Skin skin;
    private final int size;
    private final BufferedImage base;
    private final BufferedImage normal;
    private final BufferedImage orm;

    Baker(Skin skin, int size) {
      this.skin = skin;
      this.size = size;
      base = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
      normal = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
      orm = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    }

    void band(int band) {
      int from = band * BAND;
      int to = Math.min(size, from + BAND);
      Grain grain = new Grain();
      float[] above = new float[size];
      float[] here = new float[size];
      float[] below = new float[size];
      row(from - 1, above, grain, false);
      row(from, here, grain, true);
      for (int y = from; y < to; y++) {
        row(y + 1, below, grain, y + 1 < to);
        for (int x = 0; x < size; x++) {
          float dx = here[(x + 1) % size] - here[(x + size - 1) % size];
          float dy = below[x] - above[x];
          normal.setRGB(x, y, normal(dx * size / 2, dy * size / 2));
        }
        float[] free = above;
        above = here;
        here = below;
        below = free;
      }
    }

    private void row(int y, float[] height, Grain grain, boolean painted) {
      float v = (Math.floorMod(y, size) + 0.5f) / size;
      for (int x = 0; x < size; x++) {
        grain.open = 1;
        grain.metal = 0;
        grain.height = 0;
        skin.at((x + 0.5f) / size, v, grain);
        height[x] = grain.height;
        if (painted) {
          base.setRGB(x, y, Srgb.of(grain.red, grain.green, grain.blue));
          orm.setRGB(x, y, rgb(grain.open, Math.max(0.03f, grain.rough), grain.metal));
        }
      }
    }

    private static int normal(float dx, float dy) {
      float length = (float) Math.sqrt(1 + dx * dx + dy * dy);
      return rgb(0.5f - 0.5f * dx / length, 0.5f + 0.5f * dy / length, 0.5f + 0.5f / length);
    }

    private static int rgb(float red, float green, float blue) {
      return octet(red) << 16 | octet(green) << 8 | octet(blue);
    }

    private static int octet(float x) {
      return Math.round(255 * Curve.clamp(x));
    }
  }
}
