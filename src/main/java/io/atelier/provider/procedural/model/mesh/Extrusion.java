package io.atelier.provider.procedural.model.mesh;

import java.util.ArrayList;
import java.util.List;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.triangulate.polygon.ConstrainedDelaunayTriangulator;

/**
 * A flat shape, which may have holes, given a thickness along z with bevelled or rounded edges.
 *
 * @param front what faces +Z
 * @param side the wall around it and in its holes, with the bevels
 * @param back what faces -Z
 */
public record Extrusion(Mesh front, Mesh side, Mesh back) {
  private static final GeometryFactory PLANE = new GeometryFactory();

  /** The thickness and its edges; the bevel is rounded in steps, one step is a chamfer, 0 none. */
  public record Edge(double thickness, double bevel, int steps) {

    Edge withBevel(double narrower) {
      return new Edge(thickness, narrower, steps);
    }

    /** From the back to the front: x is how far outside the cap, y along z. */
    List<Vec2> profile() {
      double z = thickness / 2;
      if (steps == 0 || bevel == 0) {
        return new Outline().to(0, -z).to(0, z).line();
      }
      double b = Math.min(bevel, z);
      return new Outline()
          .arc(-bevel, b - z, bevel, b, -0.25, 0, steps)
          .arc(-bevel, z - b, bevel, b, 0, 0.25, steps)
          .line();
    }
  }

  /** A shape without holes, its ring counter-clockwise. */
  public static Extrusion of(List<Vec2> ring, Edge edge) {
    return pierced(List.of(ring), edge);
  }

  /**
   * A shape with holes: the outer ring counter-clockwise, then the holes clockwise. Where the shape
   * is too narrow for the bevel, the bevel is made narrower.
   */
  public static Extrusion pierced(List<List<Vec2>> rings, Edge edge) {
    for (double bevel = edge.steps() == 0 ? 0 : edge.bevel(); ; bevel = narrower(bevel, edge)) {
      List<List<Vec2>> inset = new ArrayList<>();
      for (List<Vec2> ring : rings) {
        inset.add(inset(ring, bevel));
      }
      Polygon cap = polygon(inset);
      if (bevel == 0 || (cap.isValid() && keepsItsSense(rings, inset))) {
        return cut(rings, cap, edge.withBevel(bevel));
      }
    }
  }

  /** All of it in one mesh. */
  public Mesh whole() {
    return new Mesh().add(front).add(side).add(back);
  }

  private static double narrower(double bevel, Edge edge) {
    return bevel < edge.bevel() / 20 ? 0 : bevel * 0.6;
  }

  private static Extrusion cut(List<List<Vec2>> rings, Polygon cap, Edge edge) {
    Mesh side = new Mesh();
    for (List<Vec2> ring : rings) {
      wall(ring, edge, side);
    }
    double z = edge.thickness() / 2;
    Mesh front = new Mesh();
    Mesh back = new Mesh();
    Geometry triangles = new ConstrainedDelaunayTriangulator(cap).getResult();
    for (int i = 0; i < triangles.getNumGeometries(); i++) {
      Coordinate[] at = ((Polygon) triangles.getGeometryN(i)).getExteriorRing().getCoordinates();
      boolean clockwise = Outline.area(List.of(vec(at[0]), vec(at[1]), vec(at[2]))) < 0;
      Coordinate second = clockwise ? at[2] : at[1];
      Coordinate third = clockwise ? at[1] : at[2];
      front.triangle(flat(front, at[0], z), flat(front, second, z), flat(front, third, z));
      back.triangle(flat(back, at[0], -z), flat(back, third, -z), flat(back, second, -z));
    }
    return new Extrusion(front, side, back);
  }

  private static int flat(Mesh mesh, Coordinate at, double z) {
    double facing = Math.signum(z);
    return mesh.vertex(
        new Vec3(at.x, at.y, z),
        new Vec3(0, 0, facing),
        facing * at.x / Mesh.TILE,
        -at.y / Mesh.TILE);
  }

  private static void wall(List<Vec2> ring, Edge edge, Mesh side) {
    Corners around = new Corners(ring, true);
    Corners profile = new Corners(edge.profile(), false);
    double travelled = 0;
    for (int i = 0; i < around.edges(); i++) {
      double from = travelled;
      travelled += around.end(i).minus(around.start(i)).length();
      Post start = new Post(around.start(i), mitre(ring, i), around.normalAtStart(i), from);
      Post end =
          new Post(
              around.end(i), mitre(ring, (i + 1) % ring.size()), around.normalAtEnd(i), travelled);
      double climbed = 0;
      for (int k = 0; k < profile.edges(); k++) {
        Vec2 low = profile.start(k);
        Vec2 high = profile.end(k);
        double above = climbed + high.minus(low).length();
        int a = start.at(low, profile.normalAtStart(k), climbed, side);
        int b = end.at(low, profile.normalAtStart(k), climbed, side);
        int c = end.at(high, profile.normalAtEnd(k), above, side);
        int d = start.at(high, profile.normalAtEnd(k), above, side);
        side.quad(a, b, c, d);
        climbed = above;
      }
    }
  }

  /** One corner of the ring, on which the wall's profile stands. */
  private record Post(Vec2 foot, Vec2 mitre, Vec2 normal, double travelled) {

    int at(Vec2 profile, Vec2 slope, double climbed, Mesh side) {
      Vec2 p = foot.plus(mitre.times(profile.x()));
      Vec2 facing = normal.times(slope.x());
      return side.vertex(
          new Vec3(p.x(), p.y(), profile.y()),
          new Vec3(facing.x(), facing.y(), slope.y()).unit(),
          travelled / Mesh.TILE,
          -climbed / Mesh.TILE);
    }
  }

  /** Where a corner goes when both its edges move out by 1; sharp corners go no further than 2. */
  private static Vec2 mitre(List<Vec2> ring, int corner) {
    Vec2 before = ring.get(Math.floorMod(corner - 1, ring.size()));
    Vec2 here = ring.get(corner);
    Vec2 after = ring.get((corner + 1) % ring.size());
    Vec2 one = here.minus(before).right().unit();
    Vec2 other = after.minus(here).right().unit();
    Vec2 sum = one.plus(other);
    double reach = Math.max(0.5, sum.dot(sum) / 2);
    return sum.times(1 / reach);
  }

  private static List<Vec2> inset(List<Vec2> ring, double by) {
    List<Vec2> moved = new ArrayList<>();
    for (int i = 0; i < ring.size(); i++) {
      moved.add(ring.get(i).plus(mitre(ring, i).times(-by)));
    }
    return moved;
  }

  /** No ring has turned inside out, and no edge backwards. */
  private static boolean keepsItsSense(List<List<Vec2>> rings, List<List<Vec2>> inset) {
    for (int r = 0; r < rings.size(); r++) {
      List<Vec2> before = rings.get(r);
      List<Vec2> after = inset.get(r);
      for (int i = 0; i < before.size(); i++) {
        int next = (i + 1) % before.size();
        Vec2 edge = before.get(next).minus(before.get(i));
        if (edge.dot(after.get(next).minus(after.get(i))) <= 0) {
          return false;
        }
      }
    }
    return true;
  }

  private static Polygon polygon(List<List<Vec2>> rings) {
    LinearRing[] holes = new LinearRing[rings.size() - 1];
    for (int i = 1; i < rings.size(); i++) {
      holes[i - 1] = ring(rings.get(i));
    }
    return PLANE.createPolygon(ring(rings.get(0)), holes);
  }

  private static LinearRing ring(List<Vec2> points) {
    Coordinate[] closed = new Coordinate[points.size() + 1];
    for (int i = 0; i < closed.length; i++) {
      Vec2 point = points.get(i % points.size());
      closed[i] = new Coordinate(point.x(), point.y());
    }
    return PLANE.createLinearRing(closed);
  }

  private static Vec2 vec(Coordinate at) {
    return new Vec2(at.x, at.y);
  }
}
