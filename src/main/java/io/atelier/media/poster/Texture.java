package io.atelier.media.poster;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** A picture on a surface, repeating, with ever smaller copies of it for what is far away. */
final class Texture {
  private final List<int[]> levels = new ArrayList<>();
  private final int width;
  private final int height;
  private final double fineness;

  Texture(BufferedImage image) {
    width = image.getWidth();
    height = image.getHeight();
    fineness = 0.5 * Math.log((double) width * height) / Math.log(2);
    int[] level = image.getRGB(0, 0, width, height, null, 0, width);
    levels.add(level);
    for (int w = width, h = height; w > 1 && h > 1; w /= 2, h /= 2) {
      level = halved(level, w, h);
      levels.add(level);
    }
  }

  /** How often it would have to be halved for a pixel to remain, in the mean of both sides. */
  double fineness() {
    return fineness;
  }

  private static int[] halved(int[] level, int width, int height) {
    int w = width / 2;
    int[] half = new int[w * (height / 2)];
    for (int i = 0; i < half.length; i++) {
      int at = i / w * 2 * width + i % w * 2;
      half[i] = mean(level[at], level[at + 1], level[at + width], level[at + width + 1]);
    }
    return half;
  }

  private static int mean(int a, int b, int c, int d) {
    int mean = 0;
    for (int shift = 0; shift < 32; shift += 8) {
      int sum =
          (a >>> shift & 255) + (b >>> shift & 255) + (c >>> shift & 255) + (d >>> shift & 255);
      mean |= (sum + 2) / 4 << shift;
    }
    return mean;
  }

  /**
   * Samples between pixels.
   *
   * @param lod which copy: 0 the picture itself, 1 half of it, and so on
   * @param out set to red, green, blue and alpha, 0 to 1, as encoded
   */
  void at(float u, float v, float lod, float[] out) {
    int level = Math.max(0, Math.min(levels.size() - 1, Math.round(lod)));
    int w = width >> level;
    int h = height >> level;
    int[] pixels = levels.get(level);
    float x = (u - (float) Math.floor(u)) * w - 0.5f;
    float y = (v - (float) Math.floor(v)) * h - 0.5f;
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    int left = Math.floorMod(x0, w);
    int right = Math.floorMod(x0 + 1, w);
    int top = Math.floorMod(y0, h) * w;
    int low = Math.floorMod(y0 + 1, h) * w;
    for (int k = 0; k < 4; k++) {
      int shift = k == 3 ? 24 : 16 - 8 * k;
      float above = mix(pixels[top + left], pixels[top + right], shift, fx);
      float below = mix(pixels[low + left], pixels[low + right], shift, fx);
      out[k] = (above + (below - above) * fy) / 255;
    }
  }

  private static float mix(int a, int b, int shift, float t) {
    int from = a >>> shift & 255;
    return from + ((b >>> shift & 255) - from) * t;
  }
}
