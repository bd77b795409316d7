package io.atelier.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;

/**
 * How a picture was held when it was taken, so that it can be shown upright, as every browser does.
 *
 * @param exif 1, upright, to 8, as Exif 3.0 (CIPA DC-008), section 4.6.5, numbers them
 */
public record Orientation(int exif) {
  public static final Orientation UPRIGHT = new Orientation(1);

  public Orientation {
    if (exif < 1 || exif > 8) {
      throw new IllegalArgumentException("an orientation is 1 to 8, not " + exif);
    }
  }

  /**
   * What a JPEG says of itself; upright where it says nothing, or is none.
   *
   * @throws IOException if the file cannot be read
   */
  public static Orientation of(Path file) throws IOException {
    try (ByteReader reader = new ByteReader(file)) {
      return JpegSegments.orientation(reader);
    } catch (MalformedMedia e) {
      return UPRIGHT;
    }
  }

  /** Whether its stored rows are columns of what is shown. */
  public boolean turned() {
    return exif > 4;
  }

  /** The picture as it is to be shown. */
  public BufferedImage upright(BufferedImage stored) {
    if (exif == 1) {
      return stored;
    }
    int wide = stored.getWidth();
    int high = stored.getHeight();
    int width = turned() ? high : wide;
    int height = turned() ? wide : high;
    BufferedImage shown =
        new BufferedImage(
            stored.getColorModel(),
            stored.getRaster().createCompatibleWritableRaster(width, height),
            stored.isAlphaPremultiplied(),
            null);
    Object pixel = null;
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int column =
            switch (exif) {
              case 2, 3 -> wide - 1 - x;
              case 4 -> x;
              case 5, 6 -> y;
              default -> wide - 1 - y;
            };
        int row =
            switch (exif) {
              case 2 -> y;
              case 3, 4 -> high - 1 - y;
              case 5, 8 -> x;
              default -> high - 1 - x;
            };
        pixel = stored.getRaster().getDataElements(column, row, pixel);
        shown.getRaster().setDataElements(x, y, pixel);
      }
    }
    return shown;
  }
}
