package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/**
 * A picture printed on a part: shapes filled with inks on a square from (0, 0) to (1, 1), y down.
 *
 * <p>No fonts: which there are differs from machine to machine. Not thread-safe until it is a
 * finish.
 */
public final class Print {
  private static final int COLOUR_SHIFT = 8;

  private final int size;
  private final double relief;
  private final BufferedImage colours;
  private final BufferedImage surface;
  private final Graphics2D[] pens = new Graphics2D[2];

  /**
   * A blank print.
   *
   * @param size in pixels
   * @param relief how far the highest ink stands above the lowest, in widths of the print
   */
  public Print(int size, double relief, Ink ground) {
    this.size = size;
    this.relief = relief;
    colours = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    surface = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    pens[0] = pen(colours);
    pens[1] = pen(surface);
    fill(new Rectangle2D.Double(0, 0, 1, 1), ground);
  }

  private Graphics2D pen(BufferedImage image) {
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    pen.scale(size, size);
    return pen;
  }

  public Print fill(Shape shape, Ink ink) {
    pens[0].setColor(new Color(ink.rgb()));
    pens[1].setColor(new Color((float) ink.metal(), (float) ink.rough(), (float) ink.height()));
    for (Graphics2D pen : pens) {
      pen.fill(shape);
    }
    return this;
  }

  /** The line of a shape, with round ends and joints. */
  public Print stroke(Shape shape, double width, Ink ink) {
    BasicStroke stroke =
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
    return fill(stroke.createStrokedShape(shape), ink);
  }

  /** A shape drawn about its own origin, placed, turned and scaled. */
  public Print stamp(Shape shape, double x, double y, double scale, double turns, Ink ink) {
    AffineTransform placed = AffineTransform.getTranslateInstance(x, y);
    placed.rotate(2 * Math.PI * turns);
    placed.scale(scale, scale);
    return fill(placed.createTransformedShape(shape), ink);
  }

  /** A picture over a rectangle of the print, with a surface like the ink's. */
  public Print picture(
      BufferedImage picture, double x, double y, double width, double height, Ink like) {
    AffineTransform placed = AffineTransform.getTranslateInstance(x, y);
    placed.scale(width / picture.getWidth(), height / picture.getHeight());
    pens[0].setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    pens[0].drawImage(picture, placed, null);
    pens[1].setColor(new Color((float) like.metal(), (float) like.rough(), (float) like.height()));
    pens[1].fill(new Rectangle2D.Double(x, y, width, height));
    return this;
  }

  /** The print as what a part is made of. */
  public Finish finish(String name) {
    for (Graphics2D pen : pens) {
      pen.dispose();
    }
    return new Finish(name, size, this::at);
  }

  private void at(float u, float v, Grain grain) {
    int x = Math.min(size - 1, Curve.floor(u * size));
    int y = Math.min(size - 1, Curve.floor(v * size));
    float[] rgb = Srgb.linear(colours.getRGB(x, y));
    grain.colour(rgb, 1);
    int here = surface.getRGB(x, y);
    grain.metal = (here >> 2 * COLOUR_SHIFT & 255) / 255f;
    grain.rough = (here >> COLOUR_SHIFT & 255) / 255f;
    grain.height = (float) (relief * softHeight(x, y));
  }

  /** The edges of ink are not cliffs: the mean of the pixels around. */
  private double softHeight(int x, int y) {
    int sum = 0;
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        int cx = Math.max(0, Math.min(size - 1, x + dx));
        int cy = Math.max(0, Math.min(size - 1, y + dy));
        sum += surface.getRGB(cx, cy) & 255;
      }
    }
    return sum / (9 * 255.0);
  }
}
