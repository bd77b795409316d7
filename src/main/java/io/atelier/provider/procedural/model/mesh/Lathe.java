package io.atelier.provider.procedural.model.mesh;

import java.util.List;

/** Solids of revolution about the y axis. */
public final class Lathe {
  private final Mesh mesh = new Mesh();
  private final int segments;
  private final long tiles;

  private Lathe(int segments, long tiles) {
    this.segments = segments;
    this.tiles = tiles;
  }

  /**
   * Turns a profile of radius (x) over height (y), drawn with the outside to its right: upwards on
   * the outer side. To be watertight it begins and ends at radius 0.
   */
  public static Mesh open(List<Vec2> profile, int segments) {
    return turn(new Corners(profile, false), segments);
  }

  /** Turns a counter-clockwise ring: a torus of that section. */
  public static Mesh ring(List<Vec2> section, int segments) {
    return turn(new Corners(section, true), segments);
  }

  /** A ball around the origin. */
  public static Mesh ball(double radius, int segments) {
    int rings = Math.max(2, segments / 2);
    return open(new Outline().arc(0, 0, radius, radius, -0.25, 0.25, rings).line(), segments);
  }

  /** A disc or drum around the origin, its rims bevelled. */
  public static Mesh drum(double radius, double height, double bevel, int steps, int segments) {
    double y = height / 2;
    Outline profile = new Outline().to(0, -y);
    if (steps == 0 || bevel == 0) {
      profile.to(radius, -y).to(radius, y);
    } else {
      profile.arc(radius - bevel, bevel - y, bevel, bevel, -0.25, 0, steps);
      profile.arc(radius - bevel, y - bevel, bevel, bevel, 0, 0.25, steps);
    }
    return open(profile.to(0, y).line(), segments);
  }

  private static Mesh turn(Corners profile, int segments) {
    double widest = 0;
    for (int edge = 0; edge < profile.edges(); edge++) {
      widest = Math.max(widest, Math.max(profile.start(edge).x(), profile.end(edge).x()));
    }
    Lathe lathe = new Lathe(segments, Math.max(1, Math.round(2 * Math.PI * widest / Mesh.TILE)));
    double travelled = 0;
    for (int edge = 0; edge < profile.edges(); edge++) {
      int lower = lathe.row(profile.start(edge), profile.normalAtStart(edge), travelled);
      travelled += profile.end(edge).minus(profile.start(edge)).length();
      int upper = lathe.row(profile.end(edge), profile.normalAtEnd(edge), travelled);
      for (int i = 0; i < segments; i++) {
        lathe.mesh.quad(lower + i, lower + i + 1, upper + i + 1, upper + i);
      }
    }
    return lathe.mesh;
  }

  /** A circle of corners, the first and the last in one place; the number of the first. */
  private int row(Vec2 at, Vec2 normal, double travelled) {
    int first = mesh.vertices();
    for (int i = 0; i <= segments; i++) {
      Vec2 on = Vec2.ofTurns(0.25 - (double) (i % segments) / segments);
      mesh.vertex(
          new Vec3(on.x() * at.x(), at.y(), on.y() * at.x()),
          new Vec3(on.x() * normal.x(), normal.y(), on.y() * normal.x()),
          (double) i * tiles / segments,
          -travelled / Mesh.TILE);
    }
    return first;
  }
}
