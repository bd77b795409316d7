package io.atelier.provider.procedural.texture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.InterruptedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Turns a pattern into pixels, band by band on two threads; beside the pictures themselves it holds
 * a few rows.
 *
 * <p>Each pixel depends on its place alone, so the order in which bands are done cannot show.
 */
final class TextureRenderer {
  private static final int BAND = 64;

  private final Pattern pattern;
  private final int size;
  private final Supplier<Texel> texels;
  private final List<Film> films;
  private final List<BufferedImage> images = new ArrayList<>();
  private final List<byte[]> pixels = new ArrayList<>();

  private TextureRenderer(Pattern pattern, int size, Supplier<Texel> texels, List<Film> films) {
    this.pattern = pattern;
    this.size = size;
    this.texels = texels;
    this.films = films;
    for (int i = 0; i < films.size(); i++) {
      BufferedImage image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
      images.add(image);
      pixels.add(((DataBufferByte) image.getRaster().getDataBuffer()).getData());
    }
  }

  /**
   * One tile on each film.
   *
   * @param texels gives each band a texel to work with
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  static List<BufferedImage> render(
      Pattern pattern, int size, Supplier<Texel> texels, List<Film> films)
      throws InterruptedIOException {
    TextureRenderer renderer = new TextureRenderer(pattern, size, texels, films);
    Bands.inPairs((size + BAND - 1) / BAND, renderer::band);
    return renderer.images;
  }

  private void band(int band) {
    int from = band * BAND;
    int to = Math.min(size, from + BAND);
    Texel texel = texels.get();
    SurfaceRow above = new SurfaceRow(size);
    SurfaceRow here = new SurfaceRow(size);
    SurfaceRow below = new SurfaceRow(size);
    above.sample(pattern, from - 1, texel);
    here.sample(pattern, from, texel);
    for (int y = from; y < to; y++) {
      below.sample(pattern, y + 1, texel);
      for (int i = 0; i < films.size(); i++) {
        expose(films.get(i), pixels.get(i), above, here, below, y);
      }
      SurfaceRow free = above;
      above = here;
      here = below;
      below = free;
    }
  }

  private void expose(
      Film film, byte[] bgr, SurfaceRow above, SurfaceRow here, SurfaceRow below, int y) {
    float perTile = size / 2f;
    int at = y * size * 3;
    for (int x = 0; x < size; x++) {
      float left = here.height[x == 0 ? size - 1 : x - 1];
      float right = here.height[x == size - 1 ? 0 : x + 1];
      float dx = (right - left) * perTile;
      float dy = (below.height[x] - above.height[x]) * perTile;
      film.expose(here, x, y, dx, dy, bgr, at + x * 3);
    }
  }
}
