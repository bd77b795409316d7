package io.atelier.provider.procedural.model.mesh;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/** Round bars along a line in space: handles, arches, legs, cords. */
public final class Tube {
  private Tube() {}

  /** A bar of one thickness with flat ends. */
  public static Mesh of(List<Vec3> path, double radius, int sides) {
    return of(path, t -> radius, sides);
  }

  /**
   * A bar with flat ends.
   *
   * @param radius from where along the path it is, 0 to 1
   */
  public static Mesh of(List<Vec3> path, DoubleUnaryOperator radius, int sides) {
    Mesh mesh = new Mesh();
    int last = path.size() - 1;
    Vec3 aside = along(path, 0).perpendicular();
    double travelled = 0;
    for (int i = 0; i <= last; i++) {
      Vec3 forward = along(path, i);
      aside = aside.minus(forward.times(aside.dot(forward))).unit();
      double r = radius.applyAsDouble((double) i / last);
      if (i > 0) {
        travelled += path.get(i).minus(path.get(i - 1)).length();
      }
      ring(mesh, path.get(i), aside, forward.cross(aside), r, sides, travelled);
    }
    for (int i = 0; i < last; i++) {
      band(mesh, i * (sides + 1), sides);
    }
    cap(mesh, 0, sides, along(path, 0).times(-1));
    cap(mesh, last * (sides + 1), sides, along(path, last));
    return mesh;
  }

  /**
   * A bar without ends.
   *
   * @param form where it runs, from 0 to 1 once around; it must bend everywhere
   */
  public static Mesh loop(DoubleFunction<Vec3> form, double radius, int segments, int sides) {
    Mesh mesh = new Mesh();
    double travelled = 0;
    for (int i = 0; i <= segments; i++) {
      double t = (double) (i % segments) / segments;
      Vec3 here = form.apply(t);
      Vec3 before = form.apply(t - 1e-3);
      Vec3 after = form.apply(t + 1e-3);
      Vec3 forward = after.minus(before).unit();
      Vec3 bend = after.plus(before).minus(here.times(2));
      Vec3 aside = bend.minus(forward.times(bend.dot(forward))).unit();
      ring(mesh, here, aside, forward.cross(aside), radius, sides, travelled);
      travelled += form.apply((i + 1.0) / segments).minus(here).length();
    }
    // A whole number of tiles around, or the texture would have a seam.
    double tiles = Math.max(1, Math.rint(travelled / Mesh.TILE));
    mesh.textured(1, tiles * Mesh.TILE / travelled, 0, 0);
    for (int i = 0; i < segments; i++) {
      band(mesh, i * (sides + 1), sides);
    }
    return mesh;
  }

  private static void band(Mesh mesh, int lower, int sides) {
    int upper = lower + sides + 1;
    for (int k = 0; k < sides; k++) {
      mesh.quad(lower + k, lower + k + 1, upper + k + 1, upper + k);
    }
  }

  private static Vec3 along(List<Vec3> path, int i) {
    Vec3 before = path.get(Math.max(0, i - 1));
    Vec3 after = path.get(Math.min(path.size() - 1, i + 1));
    return after.minus(before).unit();
  }

  private static void ring(
      Mesh mesh, Vec3 centre, Vec3 aside, Vec3 up, double radius, int sides, double travelled) {
    long tiles = Math.max(1, Math.round(2 * Math.PI * radius / Mesh.TILE));
    for (int k = 0; k <= sides; k++) {
      Vec2 on = Vec2.ofTurns((double) (k % sides) / sides);
      Vec3 facing = aside.times(on.x()).plus(up.times(on.y()));
      mesh.vertex(
          centre.plus(facing.times(radius)),
          facing,
          (double) k * tiles / sides,
          -travelled / Mesh.TILE);
    }
  }

  private static void cap(Mesh mesh, int ring, int sides, Vec3 facing) {
    Vec3[] corners = new Vec3[sides];
    for (int k = 0; k < sides; k++) {
      corners[k] = mesh.position(ring + k);
    }
    Vec3 turn = corners[0].cross(corners[1]);
    for (int k = 1; k < sides; k++) {
      turn = turn.plus(corners[k].cross(corners[(k + 1) % sides]));
    }
    if (turn.dot(facing) < 0) {
      Collections.reverse(Arrays.asList(corners));
    }
    mesh.facet(corners);
  }
}
