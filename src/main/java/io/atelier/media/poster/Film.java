package io.atelier.media.poster;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/** Prints linear light: a soft shoulder, the mean of each pixel's samples, sRGB. */
final class Film {
  private static final float[] STEPS = steps();

  private Film() {}

  /** One row of the image, of the samples of that row alone. */
  static void print(float[] film, int side, int samples, BufferedImage image, int row) {
    for (int x = 0; x < side / samples; x++) {
      int rgb = 0;
      for (int k = 0; k < 3; k++) {
        float sum = 0;
        for (int j = 0; j < samples * samples; j++) {
          int at = j / samples * side + x * samples + j % samples;
          sum += shoulder(film[3 * at + k]);
        }
        rgb = rgb << 8 | encoded(sum / (samples * samples));
      }
      image.setRGB(x, row, rgb);
    }
  }

  /**
   * Straight to 0.6, then ever slower towards 1; each sample by itself, so that edges stay soft.
   */
  private static float shoulder(float light) {
    float straight = 0.6f;
    float room = 1 - straight;
    return light < straight ? light : straight + room * (1 - 1 / (1 + (light - straight) / room));
  }

  /** The last of the steps that is not above it. */
  private static int encoded(float light) {
    if (!(light >= STEPS[1])) {
      return 0; // no number, too
    }
    int found = Arrays.binarySearch(STEPS, light);
    return found < 0 ? -found - 2 : found;
  }

  /** The least light that each of the 256 values stands for: a search takes less than a power. */
  private static float[] steps() {
    float[] steps = new float[256];
    for (int value = 1; value < steps.length; value++) {
      int below = 0;
      int least = Float.floatToIntBits(1);
      while (least - below > 1) {
        int middle = (below + least) >>> 1;
        if (rounded(Float.intBitsToFloat(middle)) < value) {
          below = middle;
        } else {
          least = middle;
        }
      }
      steps[value] = Float.intBitsToFloat(least);
    }
    return steps;
  }

  private static int rounded(float light) {
    double y = light <= 0.0031308 ? 12.92 * light : 1.055 * StrictMath.pow(light, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.max(0, Math.min(1, y)));
  }
}
