package io.atelier.provider.procedural.model;

import java.awt.image.BufferedImage;

/** A logo's colours carried on beyond its border, so that no edge shows a rim of its ground. */
final class Bleed {
  private static final float SURELY_INSIDE = 0.8f;
  private static final int OPAQUE = 0xff000000;

  private Bleed() {}

  static BufferedImage over(BufferedImage picture, LogoMask mask) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] argb = picture.getRGB(0, 0, width, height, null, 0, width);
    int[] filled = new int[argb.length];
    for (int i = 0; i < argb.length; i++) {
      int x = (int) ((long) (i % width) * mask.width() / width);
      int y = (int) ((long) (i / width) * mask.height() / height);
      filled[i] = mask.at(x, y) > SURELY_INSIDE ? argb[i] | OPAQUE : 0;
    }
    int reach = 4 + Math.max(width, height) / 40;
    for (int step = 0; step < reach; step++) {
      filled = grown(filled, width, height);
    }
    int mean = mean(filled);
    BufferedImage bled = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < filled.length; i++) {
      bled.setRGB(i % width, i / width, filled[i] == 0 ? mean : filled[i]);
    }
    return bled;
  }

  /** A colour for the sides: the picture's mean, darker. */
  static int deepMean(BufferedImage picture) {
    int[] rgb =
        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth());
    int mean = mean(rgb);
    return (mean >> 16 & 255) * 5 / 9 << 16 | (mean >> 8 & 255) * 5 / 9 << 8 | (mean & 255) * 5 / 9;
  }

  /** One pixel further: an empty one takes the mean of its filled neighbours. */
  private static int[] grown(int[] filled, int width, int height) {
    int[] grown = filled.clone();
    int[] near = new int[4];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = y * width + x;
        if (filled[at] == 0) {
          near[0] = x > 0 ? filled[at - 1] : 0;
          near[1] = x < width - 1 ? filled[at + 1] : 0;
          near[2] = y > 0 ? filled[at - width] : 0;
          near[3] = y < height - 1 ? filled[at + width] : 0;
          grown[at] = mean(near);
        }
      }
    }
    return grown;
  }

  /** Of those that are not empty; empty if all are. */
  private static int mean(int[] colours) {
    long count = 0;
    long red = 0;
    long green = 0;
    long blue = 0;
    for (int colour : colours) {
      if (colour != 0) {
        count++;
        red += colour >> 16 & 255;
        green += colour >> 8 & 255;
        blue += colour & 255;
      }
    }
    return count == 0 ? 0 : (int) (OPAQUE | red / count << 16 | green / count << 8 | blue / count);
  }
}
