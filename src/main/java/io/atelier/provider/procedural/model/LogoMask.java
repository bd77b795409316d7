package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.prompt.Oklab;
import java.awt.image.BufferedImage;
import java.util.Optional;

/**
 * Where a picture shows its logo and not its ground: by its alpha, else by how far its colour is
 * from that of its corners.
 *
 * @param inside 0 to 1 a cell, row by row from the top; 0.5 is the logo's border
 */
record LogoMask(int width, int height, float[] inside) {
  private static final int SIDE = 256;

  /** A distance in Oklab that is plainly seen; the logo's border is where it is half of it. */
  private static final double CONTRAST = 0.16;

  private static final double EVEN_BORDER = 0.85;
  private static final double LEAST = 0.003;
  private static final double MOST = 0.92;

  /** Of a picture that has a ground; a photograph has none. */
  static Optional<LogoMask> of(BufferedImage picture) {
    double scale = Math.min(1, (double) SIDE / Math.max(picture.getWidth(), picture.getHeight()));
    int width = Math.max(1, (int) Math.round(picture.getWidth() * scale));
    int height = Math.max(1, (int) Math.round(picture.getHeight() * scale));
    BufferedImage small = ReferenceImage.scaled(picture, width, height);
    int[] argb = small.getRGB(0, 0, width, height, null, 0, width);
    LogoMask byAlpha = new LogoMask(width, height, alpha(argb));
    if (byAlpha.covered(0.02f) < 0.98) {
      return byAlpha.isClear() ? Optional.of(byAlpha.softened()) : Optional.empty();
    }
    LogoMask byColour = new LogoMask(width, height, fromCorners(argb, width));
    boolean clear = byColour.isClear() && byColour.evenBorder() >= EVEN_BORDER;
    return clear ? Optional.of(byColour.softened()) : Optional.empty();
  }

  private static float[] alpha(int[] argb) {
    float[] inside = new float[argb.length];
    for (int i = 0; i < argb.length; i++) {
      inside[i] = (argb[i] >>> 24) / 255f;
    }
    return inside;
  }

  private static float[] fromCorners(int[] argb, int width) {
    int last = argb.length - 1;
    int[] corners = {argb[0], argb[width - 1], argb[last], argb[last - width + 1]};
    Oklab ground = Oklab.ofSrgb(corners[0]);
    for (int i = 1; i < corners.length; i++) {
      ground = ground.mix(Oklab.ofSrgb(corners[i]), 1.0 / (i + 1));
    }
    float[] inside = new float[argb.length];
    for (int i = 0; i < argb.length; i++) {
      Oklab here = Oklab.ofSrgb(argb[i] & 0xffffff);
      double l = here.lightness() - ground.lightness();
      double a = here.a() - ground.a();
      double b = here.b() - ground.b();
      inside[i] = (float) Math.min(1, Math.sqrt(l * l + a * a + b * b) / CONTRAST);
    }
    return inside;
  }

  /** Neither nearly nothing nor nearly all, and hardly anything in between. */
  private boolean isClear() {
    double core = covered(0.75f);
    double all = covered(0.5f);
    return all >= LEAST && all <= MOST && core >= 0.5 * all;
  }

  private double covered(float threshold) {
    int count = 0;
    for (float cell : inside) {
      count += cell > threshold ? 1 : 0;
    }
    return (double) count / inside.length;
  }

  /** How much of the picture's border is ground. */
  private double evenBorder() {
    int ground = 0;
    int count = 0;
    for (int i = 0; i < inside.length; i++) {
      int x = i % width;
      int y = i / width;
      if (x == 0 || y == 0 || x == width - 1 || y == height - 1) {
        count++;
        ground += inside[i] < 0.5f ? 1 : 0;
      }
    }
    return (double) ground / count;
  }

  /** Stairs of pixels become slopes; a line of one pixel stays. */
  private LogoMask softened() {
    float[] soft = new float[inside.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        soft[y * width + x] =
            (4 * at(x, y) + at(x - 1, y) + at(x + 1, y)) / 9
                + (at(x, y - 1) + at(x, y + 1)) / 12
                + (at(x - 1, y - 1) + at(x + 1, y - 1) + at(x - 1, y + 1) + at(x + 1, y + 1)) / 24;
      }
    }
    return new LogoMask(width, height, soft);
  }

  /** Ground outside of the picture. */
  float at(int x, int y) {
    return x < 0 || y < 0 || x >= width || y >= height ? 0 : inside[y * width + x];
  }
}
