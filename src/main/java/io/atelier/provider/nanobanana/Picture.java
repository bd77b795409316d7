package io.atelier.provider.nanobanana;

import java.util.Comparator;
import java.util.List;

/**
 * A picture to be made, as the image models can be asked for it; its exact size is made of what
 * comes back.
 *
 * @param aspectRatio the nearest one there is
 * @param resolution {@code 1K}, {@code 2K} or {@code 4K}: the longer side in 1,024 pixels
 */
record Picture(String prompt, String aspectRatio, String resolution) {
  private static final List<String> RATIOS =
      List.of(
          "1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9", "1:4", "4:1",
          "1:8", "8:1");
  private static final int K = 1024;

  static Picture of(String prompt, int width, int height) {
    return new Picture(
        prompt,
        RATIOS.stream()
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
