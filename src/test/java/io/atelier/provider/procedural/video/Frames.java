package io.atelier.provider.procedural.video;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;

/** Frames as tests look at them. */
final class Frames {
  private Frames() {}

  /** The frame at a phase of 0 to 1. */
  static BufferedImage paint(Film film, double phase) {
    Canvas canvas = new Canvas(film.width(), film.height());
    film.paint((int) Math.round(phase * film.frames()), canvas);
    BufferedImage image =
        new BufferedImage(film.width(), film.height(), BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, film.width(), film.height(), canvas.expose(), 0, film.width());
    return image;
  }

  /** The mean of the squares of all channels' differences. */
  static double difference(BufferedImage one, BufferedImage two) {
    double sum = 0;
    for (int i = 0; i < one.getWidth() * one.getHeight(); i++) {
      int a = one.getRGB(i % one.getWidth(), i / one.getWidth());
      int b = two.getRGB(i % one.getWidth(), i / one.getWidth());
      for (int shift = 0; shift < 24; shift += 8) {
        double off = (a >> shift & 0xff) - (b >> shift & 0xff);
        sum += off * off;
      }
    }
    return sum / (3.0 * one.getWidth() * one.getHeight());
  }

  /** How alike the lightness of two pictures is, 1 for the same. */
  static double correlation(BufferedImage one, BufferedImage two) {
    double[] a = lightness(one);
    double[] b = lightness(two);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += a[i] * b[i];
      aa += a[i] * a[i];
      bb += b[i] * b[i];
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[] lightness(BufferedImage image) {
    double[] values = new double[image.getWidth() * image.getHeight()];
    double sum = 0;
    for (int i = 0; i < values.length; i++) {
      Color colour = new Color(image.getRGB(i % image.getWidth(), i / image.getWidth()));
      values[i] = colour.getRed() + 2.0 * colour.getGreen() + colour.getBlue();
      sum += values[i];
    }
    for (int i = 0; i < values.length; i++) {
      values[i] -= sum / values.length;
    }
    return values;
  }

  /** What a camera that stands still shows of a picture: all but its edges. */
  static BufferedImage middle(BufferedImage image, int width, int height) {
    double scale =
        1.14 * Math.max((double) width / image.getWidth(), (double) height / image.getHeight());
    int wide = (int) (image.getWidth() * scale);
    int high = (int) (image.getHeight() * scale);
    return ReferencePicture.scaled(image, wide, high)
        .getSubimage((wide - width) / 2, (high - height) / 2, width, height);
  }

  static BufferedImage striped(int width, int height) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    for (int i = 0; i < 8; i++) {
      graphics.setColor(i % 2 == 0 ? new Color(40, 60, 110) : new Color(210, 190, 120));
      graphics.fillRect(i * width / 8, 0, width / 8, height);
    }
    graphics.dispose();
    return image;
  }
}
