package io.atelier.media;

/**
 * What two opposite borders of a picture differ by, in bands from coarse to fine, each of which is
 * to fade over a shorter way: a difference in light over much of the picture, one in grain over a
 * few pixels, where it would else be drawn out into streaks.
 */
final class BorderStep {
  /** Over which part of a side each band fades. */
  private static final double[] REACHES = {0.15, 0.05, 0.015};

  private static final int CHANNELS = 4;

  /** By band: four channels for each place along the border; they add up to the difference. */
  private final float[][] bands = new float[REACHES.length][];

  /** By band: the share for each line across, minus a half at the first, a half at the last. */
  private final double[][] shares = new double[REACHES.length][];

  /**
   * Takes two borders apart.
   *
   * @param first the first line, in sRGB with alpha
   * @param last the line opposite
   * @param across how many lines there are from one to the other
   */
  BorderStep(int[] first, int[] last, int across) {
    float[] rest = difference(first, last);
    for (int band = 0; band < REACHES.length; band++) {
      int radius =
          band == REACHES.length - 1 ? 0 : (int) Math.ceil(first.length * REACHES[band] / 3);
      bands[band] = smoothed(smoothed(rest, radius), radius);
      for (int i = 0; i < rest.length; i++) {
        rest[i] -= bands[band][i];
      }
      shares[band] = shares(REACHES[band] * across, across);
    }
  }

  private static float[] difference(int[] first, int[] last) {
    float[] difference = new float[CHANNELS * first.length];
    for (int i = 0; i < difference.length; i++) {
      int shift = 8 * (i % CHANNELS);
      int place = i / CHANNELS;
      difference[i] = (first[place] >>> shift & 0xff) - (last[place] >>> shift & 0xff);
    }
    return difference;
  }

  /** The means over so many neighbours on each side, round the corner too. */
  private static float[] smoothed(float[] values, int radius) {
    int length = values.length / CHANNELS;
    int reach = Math.min(radius, (length - 1) / 2);
    if (reach == 0) {
      return values.clone();
    }
    float[] smoothed = new float[values.length];
    for (int channel = 0; channel < CHANNELS; channel++) {
      double sum = 0;
      for (int i = -reach; i <= reach; i++) {
        sum += values[CHANNELS * Math.floorMod(i, length) + channel];
      }
      for (int i = 0; i < length; i++) {
        smoothed[CHANNELS * i + channel] = (float) (sum / (2 * reach + 1));
        sum += values[CHANNELS * Math.floorMod(i + reach + 1, length) + channel];
        sum -= values[CHANNELS * Math.floorMod(i - reach, length) + channel];
      }
    }
    return smoothed;
  }

  private static double[] shares(double reach, int across) {
    double[] shares = new double[across];
    double way = Math.max(1, reach);
    for (int i = 0; i < across; i++) {
      shares[i] = (smoothstep(1 - (across - 1 - i) / way) - smoothstep(1 - i / way)) / 2;
    }
    return shares;
  }

  private static double smoothstep(double t) {
    double c = Math.clamp(t, 0, 1);
    return c * c * (3 - 2 * c);
  }

  /** Whether a line stays as it is. */
  boolean leaves(int line) {
    return shares[0][line] == 0;
  }

  /** The pixel in a line, at a place along the border, without what the borders differ by. */
  int without(int argb, int line, int place) {
    int result = 0;
    for (int channel = 0; channel < CHANNELS; channel++) {
      double level = argb >>> 8 * channel & 0xff;
      for (int band = 0; band < bands.length; band++) {
        level += shares[band][line] * bands[band][CHANNELS * place + channel];
      }
      result |= Math.clamp(Math.round(level), 0, 255) << 8 * channel;
    }
    return result;
  }
}
