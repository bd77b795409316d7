package io.atelier.provider.nanobanana;

import java.util.Comparator;
import java.util.List;

/**
 * A picture to be made, as the image models can be asked for it; its exact size is made of what
 * comes back.
 *
 * @param aspectRatio the nearest one that its model makes
 * @param resolution {@code 1K}, {@code 2K} or {@code 4K}: the longer side in 1,024 pixels
 */
record Picture(String prompt, String aspectRatio, String resolution) {
  private static final int K = 1024;

  static Picture of(String prompt, int width, int height, List<String> ratios) {
    return new Picture(
        prompt,
        ratios.stream()
            .min(Comparator.comparingDouble(ratio -> distance(ratio, (double) width / height)))
            .orElseThrow(),
        resolution(Math.max(width, height)));
  }

  private static double distance(String ratio, double wanted) {
    String[] sides = ratio.split(":");
    double is = Double.parseDouble(sides[0]) / Double.parseDouble(sides[1]);
    return Math.abs(Math.log(is / wanted));
  }

  private static String resolution(int longSide) {
    return longSide <= K ? "1K" : longSide <= 2 * K ? "2K" : "4K";
  }
}
