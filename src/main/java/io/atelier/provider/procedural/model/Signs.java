package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec2;
import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;

/** Signs to print or stamp, each about the origin in the square from -1 to 1, y down. */
final class Signs {
  private Signs() {}

  static Shape of(List<Vec2> ring) {
    Path2D path = new Path2D.Double();
    for (int i = 0; i < ring.size(); i++) {
      Vec2 at = ring.get(i);
      if (i == 0) {
        path.moveTo(at.x(), -at.y());
      } else {
        path.lineTo(at.x(), -at.y());
      }
    }
    path.closePath();
    return path;
  }

  static Shape star() {
    return of(Outline.star(5, 1, 0.42));
  }

  /** Signs of prizes in turn: star, gem, heart, crown, clover, bolt, coin, gift. */
  static Shape prize(int i) {
    return switch (i & 7) {
      case 0 -> star();
      case 1 -> gem();
      case 2 -> heart();
      case 3 -> crown();
      case 4 -> club();
      case 5 -> bolt();
      case 6 -> coin();
      default -> gift();
    };
  }

  static Shape heart() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, 0.95);
    path.curveTo(-0.4, 0.5, -1, 0.15, -1, -0.35);
    path.curveTo(-1, -0.8, -0.35, -1.05, 0, -0.5);
    path.curveTo(0.35, -1.05, 1, -0.8, 1, -0.35);
    path.curveTo(1, 0.15, 0.4, 0.5, 0, 0.95);
    path.closePath();
    return path;
  }

  static Shape spade() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -1);
    path.curveTo(-0.35, -0.5, -0.95, -0.15, -0.95, 0.3);
    path.curveTo(-0.95, 0.75, -0.35, 0.8, -0.1, 0.42);
    path.curveTo(-0.12, 0.7, -0.2, 0.85, -0.36, 0.98);
    path.lineTo(0.36, 0.98);
    path.curveTo(0.2, 0.85, 0.12, 0.7, 0.1, 0.42);
    path.curveTo(0.35, 0.8, 0.95, 0.75, 0.95, 0.3);
    path.curveTo(0.95, -0.15, 0.35, -0.5, 0, -1);
    path.closePath();
    return path;
  }

  static Shape diamond() {
    Path2D path = new Path2D.Double();
    path.moveTo(0, -1);
    path.quadTo(0.3, -0.4, 0.75, 0);
    path.quadTo(0.3, 0.4, 0, 1);
    path.quadTo(-0.3, 0.4, -0.75, 0);
    path.quadTo(-0.3, -0.4, 0, -1);
    path.closePath();
    return path;
  }

  static Shape club() {
    Area area = new Area(new Ellipse2D.Double(-0.44, -1, 0.88, 0.88));
    area.add(new Area(new Ellipse2D.Double(-0.98, -0.28, 0.88, 0.88)));
    area.add(new Area(new Ellipse2D.Double(0.1, -0.28, 0.88, 0.88)));
    area.add(new Area(new Rectangle2D.Double(-0.2, -0.3, 0.4, 0.5)));
    Path2D stem = new Path2D.Double();
    stem.moveTo(0.08, 0);
    stem.curveTo(0.1, 0.6, 0.2, 0.85, 0.36, 0.98);
    stem.lineTo(-0.36, 0.98);
    stem.curveTo(-0.2, 0.85, -0.1, 0.6, -0.08, 0);
    stem.closePath();
    area.add(new Area(stem));
    return area;
  }

  static Shape crown() {
    return of(
        List.of(
            new Vec2(-0.85, -0.7),
            new Vec2(0.85, -0.7),
            new Vec2(1, 0.5),
            new Vec2(0.5, 0.02),
            new Vec2(0, 0.8),
            new Vec2(-0.5, 0.02),
            new Vec2(-1, 0.5)));
  }

  static Shape gem() {
    Path2D path = new Path2D.Double(Path2D.WIND_EVEN_ODD);
    path.append(
        of(
            List.of(
                new Vec2(-0.55, 0.75),
                new Vec2(-1, 0.2),
                new Vec2(0, -0.95),
                new Vec2(1, 0.2),
                new Vec2(0.55, 0.75))),
        false);
    path.append(of(List.of(new Vec2(-0.38, 0.1), new Vec2(0, -0.62), new Vec2(0.38, 0.1))), false);
    return path;
  }

  static Shape bolt() {
    return of(
        List.of(
            new Vec2(0.25, 1),
            new Vec2(-0.6, -0.1),
            new Vec2(-0.05, -0.1),
            new Vec2(-0.3, -1),
            new Vec2(0.6, 0.2),
            new Vec2(0.05, 0.2)));
  }

  static Shape coin() {
    Area area = new Area(new Ellipse2D.Double(-0.9, -0.9, 1.8, 1.8));
    area.subtract(new Area(new Ellipse2D.Double(-0.7, -0.7, 1.4, 1.4)));
    area.add(new Area(of(Outline.star(5, 0.55, 0.25))));
    return area;
  }

  static Shape gift() {
    Area area = new Area(new Rectangle2D.Double(-0.75, -0.05, 0.62, 0.95));
    area.add(new Area(new Rectangle2D.Double(0.13, -0.05, 0.62, 0.95)));
    area.add(new Area(new Rectangle2D.Double(-0.9, -0.45, 0.77, 0.32)));
    area.add(new Area(new Rectangle2D.Double(0.13, -0.45, 0.77, 0.32)));
    area.add(new Area(new Ellipse2D.Double(-0.6, -0.95, 0.6, 0.42)));
    area.add(new Area(new Ellipse2D.Double(0, -0.95, 0.6, 0.42)));
    return area;
  }

  /** One of the characters 0 to 9, A, J, K and Q, written with a round pen. */
  static Shape glyph(char character) {
    Path2D line = new Path2D.Double();
    double[][] strokes =
        switch (character) {
          case '1' -> new double[][] {{-0.4, -0.5, 0.1, -0.9, 0.1, 0.9}};
          case '2' -> arcThen(-0.5, -0.5, 0.5, 0.9);
          case '3' ->
              new double[][] {{-0.5, -0.9, 0.5, -0.9, -0.05, -0.15}, arc(0, 0.35, 0.5, 0.27, -0.4)};
          case '0' -> new double[][] {arc(0, 0, 0.5, 0.25, -0.75, 1.8)};
          case '7' -> new double[][] {{-0.5, -0.9, 0.5, -0.9, -0.15, 0.9}};
          case 'A' -> new double[][] {{-0.65, 0.9, 0, -0.9, 0.65, 0.9}, {-0.42, 0.3, 0.42, 0.3}};
          case 'J' -> new double[][] {{0.4, -0.9, 0.4, 0.45}, arc(-0.02, 0.45, 0.42, 0, -0.5)};
          case 'K' ->
              new double[][] {
                {-0.5, -0.9, -0.5, 0.9}, {0.5, -0.9, -0.45, 0.1}, {-0.15, -0.2, 0.55, 0.9}
              };
          case 'Q' -> new double[][] {arc(0, 0, 0.62, 0.25, -0.75, 1.4), {0.15, 0.45, 0.65, 0.95}};
          default -> throw new IllegalArgumentException("no glyph for " + character);
        };
    for (double[] stroke : strokes) {
      line.moveTo(stroke[0], stroke[1]);
      for (int i = 2; i < stroke.length; i += 2) {
        line.lineTo(stroke[i], stroke[i + 1]);
      }
    }
    return new BasicStroke(0.32f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND)
        .createStrokedShape(line);
  }

  private static double[][] arcThen(double x, double y, double r, double foot) {
    double[] bow = arc(0, y + 0.1, r, 0.5, -0.1);
    double[] line = Arrays.copyOf(bow, bow.length + 4);
    line[bow.length] = x;
    line[bow.length + 1] = foot;
    line[bow.length + 2] = -x;
    line[bow.length + 3] = foot;
    return new double[][] {line};
  }

  private static double[] arc(double x, double y, double r, double from, double to) {
    return arc(x, y, r, from, to, 1);
  }

  /** Angles in turns, counter-clockwise; y down. */
  private static double[] arc(
      double x, double y, double r, double from, double to, double stretch) {
    int steps = 24;
    double[] points = new double[2 * steps + 2];
    for (int i = 0; i <= steps; i++) {
      Vec2 on = Vec2.ofTurns(from + (to - from) * i / steps);
      points[2 * i] = x + r * on.x();
      points[2 * i + 1] = y - stretch * r * on.y();
    }
    return points;
  }
}
