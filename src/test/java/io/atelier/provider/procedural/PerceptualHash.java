package io.atelier.provider.procedural;

import java.awt.image.BufferedImage;

/**
 * What a picture looks like, in 192 bits: whether each place of an 8 by 8 grid is brighter, redder
 * and bluer than the whole.
 */
public record PerceptualHash(long light, long warm, long cold) {
  private static final int GRID = 8;

  /** Of an image, whatever its size. */
  public static PerceptualHash of(BufferedImage image) {
    double[][] means = new double[3][GRID * GRID];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int rgb = image.getRGB(x, y);
        int cell = y * GRID / image.getHeight() * GRID + x * GRID / image.getWidth();
        int red = rgb >> 16 & 0xff;
        int green = rgb >> 8 & 0xff;
        int blue = rgb & 0xff;
        means[0][cell] += 0.3 * red + 0.59 * green + 0.11 * blue;
        means[1][cell] += red - green;
        means[2][cell] += blue - green;
      }
    }
    return new PerceptualHash(bits(means[0]), bits(means[1]), bits(means[2]));
  }

  private static long bits(double[] means) {
    double sum = 0;
    for (double mean : means) {
      sum += mean;
    }
    long bits = 0;
    for (int i = 0; i < means.length; i++) {
      bits |= means[i] > sum / means.length ? 1L << i : 0;
    }
    return bits;
  }

  /** In how many of the 192 bits they differ. */
  public int distance(PerceptualHash other) {
    return Long.bitCount(light ^ other.light)
        + Long.bitCount(warm ^ other.warm)
        + Long.bitCount(cold ^ other.cold);
  }
}
