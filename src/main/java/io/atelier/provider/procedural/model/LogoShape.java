package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec2;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.locationtech.jts.simplify.TopologyPreservingSimplifier;

/** The pieces of a logo with their holes, as exact as asked for. */
final class LogoShape {
  private static final GeometryFactory PLANE = new GeometryFactory();

  /** What is smaller, in cells of the mask, is dirt. */
  private static final double DIRT = 5;

  private static final int MOST_PIECES = 400;

  private final List<Polygon> pieces;

  private LogoShape(List<Polygon> pieces) {
    this.pieces = pieces;
  }

  static LogoShape of(LogoMask mask) {
    List<Polygon> shells = new ArrayList<>();
    List<LinearRing> holes = new ArrayList<>();
    for (List<Vec2> ring : Contours.of(mask)) {
      double area = Outline.area(ring);
      if (ring.size() >= 3 && Math.abs(area) >= DIRT) {
        LinearRing closed = closed(ring);
        if (area > 0) {
          shells.add(PLANE.createPolygon(closed));
        } else {
          holes.add(closed);
        }
      }
    }
    shells.sort(Comparator.comparingDouble(Polygon::getArea));
    return new LogoShape(pierced(shells, holes));
  }

  /**
   * The shells with the holes that are in them and in no smaller shell.
   *
   * @param shells smallest first
   */
  private static List<Polygon> pierced(List<Polygon> shells, List<LinearRing> holes) {
    Map<Polygon, List<LinearRing>> inside = new IdentityHashMap<>();
    for (LinearRing hole : holes) {
      Coordinate corner = hole.getCoordinate();
      shells.stream()
          .filter(shell -> shell.getEnvelopeInternal().contains(corner))
          .filter(shell -> shell.contains(PLANE.createPoint(corner)))
          .findFirst()
          .ifPresent(shell -> inside.computeIfAbsent(shell, s -> new ArrayList<>()).add(hole));
    }
    return shells.stream()
        .map(
            shell ->
                PLANE.createPolygon(
                    shell.getExteriorRing(),
                    inside.getOrDefault(shell, List.of()).toArray(LinearRing[]::new)))
        .toList();
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /**
   * The pieces, largest first, each an outer ring counter-clockwise and its holes clockwise.
   *
   * @param tolerance how far a simpler border may be from the true one, in cells of the mask
   * @param smallest the area below which pieces and holes are left out, in cells
   */
  List<List<List<Vec2>>> rings(double tolerance, double smallest) {
    List<Polygon> simple = new ArrayList<>();
    for (Polygon piece : pieces) {
      if (piece.getArea() >= smallest || piece == pieces.get(pieces.size() - 1)) {
        Geometry simpler = TopologyPreservingSimplifier.simplify(piece, tolerance);
        for (int i = 0; i < simpler.getNumGeometries(); i++) {
          if (simpler.getGeometryN(i) instanceof Polygon polygon && !polygon.isEmpty()) {
            simple.add((Polygon) polygon.norm());
          }
        }
      }
    }
    simple.sort(Comparator.comparingDouble(Polygon::getArea).reversed().thenComparing(p -> p));
    return simple.stream().limit(MOST_PIECES).map(piece -> rings(piece, smallest)).toList();
  }

  /** The rectangle around all of it. */
  List<Vec2> frame() {
    Coordinate[] corners =
        PLANE
            .createGeometryCollection(pieces.toArray(Geometry[]::new))
            .getEnvelope()
            .getCoordinates();
    return oriented(corners, true);
  }

  private static List<List<Vec2>> rings(Polygon piece, double smallest) {
    List<List<Vec2>> rings = new ArrayList<>();
    rings.add(oriented(piece.getExteriorRing().getCoordinates(), true));
    for (int i = 0; i < piece.getNumInteriorRing(); i++) {
      List<Vec2> hole = oriented(piece.getInteriorRingN(i).getCoordinates(), false);
      if (-Outline.area(hole) >= smallest) {
        rings.add(hole);
      }
    }
    return rings;
  }

  private static List<Vec2> oriented(Coordinate[] closed, boolean counterClockwise) {
    List<Vec2> ring = new ArrayList<>();
    Arrays.stream(closed, 0, closed.length - 1).forEach(at -> ring.add(new Vec2(at.x, at.y)));
    if (Outline.area(ring) > 0 != counterClockwise) {
      Collections.reverse(ring);
    }
    return ring;
  }

  private static LinearRing closed(List<Vec2> ring) {
    Coordinate[] coordinates = new Coordinate[ring.size() + 1];
    for (int i = 0; i < coordinates.length; i++) {
      Vec2 at = ring.get(i % ring.size());
      coordinates[i] = new Coordinate(at.x(), at.y());
    }
    return PLANE.createLinearRing(coordinates);
  }
}
