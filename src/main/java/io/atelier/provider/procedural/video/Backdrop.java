package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.texture.Bands;
import java.io.InterruptedIOException;

/** What never moves, painted once: a sky, a wall. It is the first layer and covers the frame. */
final class Backdrop implements Layer {
  private static final int BAND = 32;

  private final Raster picture;

  private Backdrop(Raster picture) {
    this.picture = picture;
  }

  /** A colour for every place, in picture heights from the upper left corner. */
  interface Painter {
    Colour at(float x, float y);
  }

  static Backdrop of(int width, int height, Painter painter) throws InterruptedIOException {
    Raster raster = new Raster(width, height);
    Bands.inPairs(
        (height + BAND - 1) / BAND,
        band -> {
          for (int y = band * BAND; y < Math.min(height, (band + 1) * BAND); y++) {
            for (int x = 0; x < width; x++) {
              Colour colour = painter.at((x + 0.5f) / height, (y + 0.5f) / height);
              raster.red[y * width + x] = colour.red();
              raster.green[y * width + x] = colour.green();
              raster.blue[y * width + x] = colour.blue();
            }
          }
        });
    return new Backdrop(raster);
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    System.arraycopy(picture.red, 0, canvas.sharp.red, 0, picture.red.length);
    System.arraycopy(picture.green, 0, canvas.sharp.green, 0, picture.green.length);
    System.arraycopy(picture.blue, 0, canvas.sharp.blue, 0, picture.blue.length);
  }
}
