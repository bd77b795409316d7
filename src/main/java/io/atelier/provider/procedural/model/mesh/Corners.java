package io.atelier.provider.procedural.model.mesh;

import java.util.List;

/**
 * The normals along a line: smooth where it bends little, two at a corner.
 *
 * <p>Where two edges share a normal the longer one has more of it, so that a flat side stays flat
 * beside its bevel.
 */
final class Corners {
  private static final double SHARPEST_SMOOTH = StrictMath.cos(2 * Math.PI * 40 / 360);

  private final List<Vec2> line;
  private final boolean closed;

  Corners(List<Vec2> line, boolean closed) {
    this.line = line;
    this.closed = closed;
  }

  int edges() {
    return closed ? line.size() : line.size() - 1;
  }

  Vec2 start(int edge) {
    return line.get(edge);
  }

  Vec2 end(int edge) {
    return line.get((edge + 1) % line.size());
  }

  Vec2 normalAtStart(int edge) {
    return normal(edge, edge - 1);
  }

  Vec2 normalAtEnd(int edge) {
    return normal(edge, edge + 1);
  }

  private Vec2 normal(int edge, int neighbour) {
    Vec2 own = along(edge).right();
    if (!closed && (neighbour < 0 || neighbour >= edges())) {
      return own.unit();
    }
    Vec2 other = along(Math.floorMod(neighbour, edges())).right();
    boolean smooth = own.unit().dot(other.unit()) > SHARPEST_SMOOTH;
    return smooth ? own.plus(other).unit() : own.unit();
  }

  private Vec2 along(int edge) {
    return end(edge).minus(start(edge));
  }
}
