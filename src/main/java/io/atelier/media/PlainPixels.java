package io.atelier.media;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/** A decoded picture as 8-bit sRGB, whatever it was decoded to. */
final class PlainPixels {
  private PlainPixels() {}

  static BufferedImage of(BufferedImage image) {
    switch (image.getType()) {
      case BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_INT_ARGB,
          BufferedImage.TYPE_3BYTE_BGR,
          BufferedImage.TYPE_4BYTE_ABGR -> {
        return image;
      }
      default -> {}
    }
    ColorModel model = image.getColorModel();
    BufferedImage plain =
        new BufferedImage(
            image.getWidth(),
            image.getHeight(),
            model.hasAlpha() ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
    int[] row = new int[image.getWidth()];
    boolean grey =
        !(model instanceof IndexColorModel)
            && model.getColorSpace().getType() == ColorSpace.TYPE_GRAY;
    for (int y = 0; y < image.getHeight(); y++) {
      if (grey) {
        grey(image, y, row);
      } else {
        image.getRGB(0, y, row.length, 1, row, 0, row.length);
      }
      plain.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    return plain;
  }

  /** Java takes grey for linear light and would brighten it; in files it is as sRGB is. */
  private static void grey(BufferedImage image, int y, int[] row) {
    Raster raster = image.getRaster();
    int bits = image.getColorModel().getComponentSize(0);
    int most = (1 << bits) - 1;
    int[] samples = raster.getSamples(0, y, row.length, 1, 0, (int[]) null);
    int[] alphas =
        raster.getNumBands() > 1 ? raster.getSamples(0, y, row.length, 1, 1, (int[]) null) : null;
    for (int x = 0; x < row.length; x++) {
      int alpha = alphas == null ? 0xff : alphas[x] * 255 / most;
      row[x] = alpha << 24 | 0x010101 * (samples[x] * 255 / most);
    }
  }
}
