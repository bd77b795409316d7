package io.atelier.media;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Makes a Radiance environment map of 2:1 out of an ordinary panorama: what was clipped to white
 * shines again, so that it lights a scene and not only surrounds it.
 *
 * <p>The left and right border are made to meet, the poles are averaged into a point, and the upper
 * 30 % of luminance are stretched by up to 30; then all is scaled so that the log-average luminance
 * is 0.25. An invention, not a measurement: what was white in the picture is taken for a light.
 *
 * <p>Holds the picture at its new size twice, as 4 bytes a pixel. Stateless and thread-safe.
 */
public final class PanoramaLighting {
  private static final double LOG_AVERAGE = 0.25;
  private static final double BRIGHTEST_GAIN = 29;
  private static final double BRIGHT = 0.7;

  /** Below the largest half float, 65,504, in which renderers hold it. */
  private static final float PEAK = 65_000;

  /** From here to the pole a row is blended with its own mean. */
  private static final double POLE = 0.08;

  private static final double DARKEST = 1e-4;
  private static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i < LINEAR.length; i++) {
      double v = i / 255.0;
      LINEAR[i] = (float) (v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4));
    }
  }

  private PanoramaLighting() {}

  /**
   * Writes the map; the caller closes the stream, which should be a buffered one.
   *
   * @param width even, 16 to 16,384; the height is half of it
   */
  public static void write(BufferedImage panorama, int width, OutputStream out) throws IOException {
    if (width < 16 || width > 16_384 || width % 2 != 0) {
      throw new IllegalArgumentException("an environment map of width " + width);
    }
    int height = width / 2;
    BufferedImage image =
        SeamlessImage.sideways(
            ImageResampler.stretch(panorama, width, height, ImageResampler.Edges.CLAMPED));
    int[] pixels = new int[width];
    float[] row = new float[3 * width];
    double logarithms = 0;
    for (int y = 0; y < height; y++) {
      light(image, y, pixels, row);
      for (int x = 0; x < width; x++) {
        logarithms += Math.log(DARKEST + luminance(row, x));
      }
    }
    double logAverage = Math.exp(logarithms / ((double) width * height));
    float scale = (float) (LOG_AVERAGE / logAverage);
    RadianceWriter writer = new RadianceWriter(out, width, height);
    for (int y = 0; y < height; y++) {
      light(image, y, pixels, row);
      for (int i = 0; i < row.length; i++) {
        row[i] = Math.min(PEAK, row[i] * scale);
      }
      writer.row(row);
    }
  }

  /** A row in linear light, with the lamps in it lit. */
  private static void light(BufferedImage image, int y, int[] pixels, float[] row) {
    image.getRGB(0, y, pixels.length, 1, pixels, 0, pixels.length);
    for (int x = 0; x < pixels.length; x++) {
      row[3 * x] = LINEAR[pixels[x] >> 16 & 0xff];
      row[3 * x + 1] = LINEAR[pixels[x] >> 8 & 0xff];
      row[3 * x + 2] = LINEAR[pixels[x] & 0xff];
    }
    double fromPole = Math.min(y + 0.5, image.getHeight() - y - 0.5) / image.getHeight();
    if (fromPole < POLE) {
      blendWithMean(row, (float) (1 - fromPole / POLE));
    }
    for (int x = 0; x < pixels.length; x++) {
      double t = Math.max(0, (luminance(row, x) - BRIGHT) / (1 - BRIGHT));
      float gain = (float) (1 + BRIGHTEST_GAIN * t * t * t * t);
      row[3 * x] *= gain;
      row[3 * x + 1] *= gain;
      row[3 * x + 2] *= gain;
    }
  }

  private static void blendWithMean(float[] row, float share) {
    for (int channel = 0; channel < 3; channel++) {
      double sum = 0;
      for (int i = channel; i < row.length; i += 3) {
        sum += row[i];
      }
      float mean = (float) (sum * 3 / row.length);
      for (int i = channel; i < row.length; i += 3) {
        row[i] += share * (mean - row[i]);
      }
    }
  }

  private static double luminance(float[] row, int x) {
    return 0.2126 * row[3 * x] + 0.7152 * row[3 * x + 1] + 0.0722 * row[3 * x + 2];
  }
}
