package io.atelier.simulated;

import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;

/**
 * The surroundings of a place as an image model paints them: no more range than a screen has, so
 * that its sun, or its lamps, are no more than white.
 */
record Panorama(String prompt, int width, int height) {
  private static final int LAMPS = 5;

  BufferedImage picture() {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    if (prompt.matches("(?is).*\\b(studio|room|hall|stage|inside|interior|casino)\\b.*")) {
      inside(pen);
    } else {
      outside(pen);
    }
    pen.dispose();
    return picture;
  }

  private void outside(Graphics2D pen) {
    fill(pen, 0, height / 2f, new Color(0x2a4f86), new Color(0x93a9b8));
    fill(pen, height / 2f, height, new Color(0x57503f), new Color(0x2c2a22));
    light(pen, width * 0.3f, height * 0.25f, height * 0.02f);
  }

  private void inside(Graphics2D pen) {
    fill(pen, 0, height / 2f, new Color(0x3b3f47), new Color(0x5a5e66));
    fill(pen, height / 2f, height, new Color(0x4a443d), new Color(0x24211e));
    for (int lamp = 0; lamp < LAMPS; lamp++) {
      light(pen, width * (lamp + 0.5f) / LAMPS, height * 0.2f, height * 0.015f);
    }
  }

  private void fill(Graphics2D pen, float from, float to, Color first, Color last) {
    pen.setPaint(new GradientPaint(0, from, first, 0, to, last));
    pen.fillRect(0, (int) from, width, (int) (to - from) + 1);
  }

  /** A disc that is clipped to white, in its glow. */
  private static void light(Graphics2D pen, float x, float y, float radius) {
    float glow = radius * 5;
    pen.setPaint(
        new RadialGradientPaint(
            x,
            y,
            glow,
            new float[] {0, 0.2f, 1},
            new Color[] {
              new Color(255, 255, 255), new Color(255, 244, 214, 200), new Color(255, 230, 180, 0)
            }));
    pen.fill(disc(x, y, glow));
    pen.setPaint(Color.WHITE);
    pen.fill(disc(x, y, radius));
  }

  private static Ellipse2D disc(float x, float y, float radius) {
    return new Ellipse2D.Float(x - radius, y - radius, 2 * radius, 2 * radius);
  }
}
