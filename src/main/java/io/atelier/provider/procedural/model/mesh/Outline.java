package io.atelier.provider.procedural.model.mesh;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A line drawn point by point: a profile for the lathe, or a ring to be cut out. */
public final class Outline {
  private final List<Vec2> points = new ArrayList<>();

  /** Straight on to a point. */
  public Outline to(double x, double y) {
    points.add(new Vec2(x, y));
    return this;
  }

  /** Along an ellipse, from and to in turns; both ends are points of the line. */
  public Outline arc(
      double cx, double cy, double rx, double ry, double from, double to, int steps) {
    for (int i = 0; i <= steps; i++) {
      Vec2 on = Vec2.ofTurns(from + (to - from) * i / steps);
      points.add(new Vec2(cx + rx * on.x(), cy + ry * on.y()));
    }
    return this;
  }

  /** A soft bend from where the line is, pulled towards one point, to another. */
  public Outline bend(double pullX, double pullY, double x, double y, int steps) {
    Vec2 from = points.get(points.size() - 1);
    Vec2 pull = new Vec2(pullX, pullY);
    Vec2 to = new Vec2(x, y);
    for (int i = 1; i <= steps; i++) {
      double t = (double) i / steps;
      points.add(from.mix(pull, t).mix(pull.mix(to, t), t));
    }
    return this;
  }

  /** The points so far, without those that repeat the one before. */
  public List<Vec2> line() {
    List<Vec2> distinct = new ArrayList<>();
    for (Vec2 point : points) {
      if (distinct.isEmpty() || distinct.get(distinct.size() - 1).minus(point).length() > 1e-9) {
        distinct.add(point);
      }
    }
    return Collections.unmodifiableList(distinct);
  }

  /** The line closed, counter-clockwise. */
  public List<Vec2> ring() {
    List<Vec2> ring = new ArrayList<>(line());
    if (ring.get(0).minus(ring.get(ring.size() - 1)).length() < 1e-9) {
      ring.remove(ring.size() - 1);
    }
    if (area(ring) < 0) {
      Collections.reverse(ring);
    }
    return Collections.unmodifiableList(ring);
  }

  /** Above 0 if it runs counter-clockwise. */
  public static double area(List<Vec2> ring) {
    double sum = 0;
    for (int i = 0; i < ring.size(); i++) {
      sum += ring.get(i).cross(ring.get((i + 1) % ring.size()));
    }
    return sum / 2;
  }

  public static List<Vec2> circle(double radius, int steps) {
    return new Outline().arc(0, 0, radius, radius, 0, 1, steps).ring();
  }

  /** A rectangle around the origin with round corners. */
  public static List<Vec2> card(double width, double height, double radius, int steps) {
    double x = width / 2 - radius;
    double y = height / 2 - radius;
    return new Outline()
        .arc(x, y, radius, radius, 0, 0.25, steps)
        .arc(-x, y, radius, radius, 0.25, 0.5, steps)
        .arc(-x, -y, radius, radius, 0.5, 0.75, steps)
        .arc(x, -y, radius, radius, 0.75, 1, steps)
        .ring();
  }

  /** A star's points and notches, the first point up. */
  public static List<Vec2> star(int points, double outer, double inner) {
    Outline outline = new Outline();
    for (int i = 0; i < 2 * points; i++) {
      Vec2 on = Vec2.ofTurns(0.25 + i * 0.5 / points).times(i % 2 == 0 ? outer : inner);
      outline.to(on.x(), on.y());
    }
    return outline.ring();
  }
}
