package io.atelier.provider.procedural.texture;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.InterruptedIOException;

/**
 * Turns a pattern into pixels, band by band on two threads; beside the picture itself it holds a
 * few rows.
 *
 * <p>Each pixel depends on its place alone, so the order in which bands are done cannot show.
 */
final class TextureRenderer {
  private static final int BAND = 64;

  private final Pattern pattern;
  private final int size;
  private final BufferedImage image;
  private final byte[] bgr;

  private TextureRenderer(Pattern pattern, int size) {
    this.pattern = pattern;
    this.size = size;
    this.image = new BufferedImage(size, size, BufferedImage.TYPE_3BYTE_BGR);
    this.bgr = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
  }

  /**
   * The lit picture of one tile.
   *
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  static BufferedImage render(Pattern pattern, int size) throws InterruptedIOException {
    TextureRenderer renderer = new TextureRenderer(pattern, size);
    Bands.inPairs((size + BAND - 1) / BAND, renderer::band);
    return renderer.image;
  }

  private void band(int band) {
    int from = band * BAND;
    int to = Math.min(size, from + BAND);
    Texel texel = new Texel();
    SurfaceRow above = new SurfaceRow(size);
    SurfaceRow here = new SurfaceRow(size);
    SurfaceRow below = new SurfaceRow(size);
    above.sample(pattern, from - 1, texel);
    here.sample(pattern, from, texel);
    for (int y = from; y < to; y++) {
      below.sample(pattern, y + 1, texel);
      expose(above, here, below, y);
      SurfaceRow free = above;
      above = here;
      here = below;
      below = free;
    }
  }

  private void expose(SurfaceRow above, SurfaceRow here, SurfaceRow below, int y) {
    float perTile = size / 2f;
    int at = y * size * 3;
    for (int x = 0; x < size; x++) {
      float left = here.height[x == 0 ? size - 1 : x - 1];
      float right = here.height[x == size - 1 ? 0 : x + 1];
      float dx = (right - left) * perTile;
      float dy = (below.height[x] - above.height[x]) * perTile;
      Light.expose(here, x, dx, dy, bgr, at + x * 3);
    }
  }
}
