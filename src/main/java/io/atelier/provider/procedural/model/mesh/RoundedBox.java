package io.atelier.provider.procedural.model.mesh;

import java.util.ArrayList;
import java.util.List;

/** Boxes around the origin whose edges and corners are round, or sharp where steps are 0. */
public final class RoundedBox {
  private static final Affine[] FACES = {
    Affine.IDENTITY,
    Affine.turnY(0.25),
    Affine.turnY(0.5),
    Affine.turnY(0.75),
    Affine.turnX(0.25),
    Affine.turnX(0.75)
  };

  private final Vec3 half;
  private final double radius;
  private final int steps;
  private final Mesh mesh = new Mesh();

  private RoundedBox(Vec3 half, double radius, int steps) {
    this.half = half;
    this.radius = radius;
    this.steps = steps;
  }

  /** Of a width, height and depth; 12 triangles without steps, else 12 (2 steps + 1)². */
  public static Mesh of(double width, double height, double depth, double radius, int steps) {
    Mesh box = new Mesh();
    faces(width, height, depth, radius, steps).forEach(box::add);
    return box;
  }

  /** Its front, right, back, left, under and top, each with the origin of its texture amid it. */
  public static List<Mesh> faces(
      double width, double height, double depth, double radius, int steps) {
    Vec3 half = new Vec3(width / 2, height / 2, depth / 2);
    double most = Math.min(half.x(), Math.min(half.y(), half.z()));
    List<Mesh> faces = new ArrayList<>();
    for (Affine face : FACES) {
      RoundedBox box = new RoundedBox(half, steps == 0 ? 0 : Math.min(radius, most), steps);
      box.face(rounded(face));
      faces.add(box.mesh);
    }
    return faces;
  }

  /** Quarter turns in whole numbers, so that neighbouring faces share their corners exactly. */
  private static Affine rounded(Affine face) {
    return new Affine(rounded(face.x()), rounded(face.y()), rounded(face.z()), Vec3.ZERO);
  }

  private static Vec3 rounded(Vec3 axis) {
    return new Vec3(Math.rint(axis.x()), Math.rint(axis.y()), Math.rint(axis.z()));
  }

  private void face(Affine face) {
    int lines = 2 * steps + 2;
    int first = mesh.vertices();
    for (int j = 0; j < lines; j++) {
      for (int i = 0; i < lines; i++) {
        corner(face, i, j);
      }
    }
    for (int j = 0; j + 1 < lines; j++) {
      for (int i = 0; i + 1 < lines; i++) {
        int a = first + j * lines + i;
        mesh.quad(a, a + 1, a + lines + 1, a + lines);
      }
    }
  }

  private void corner(Affine face, int i, int j) {
    Vec3 out = face.direction(new Vec3(0, 0, 1));
    Vec3 bent = face.direction(new Vec3(lean(i), lean(j), 1)).unit();
    Vec3 side = face.direction(new Vec3(i <= steps ? -1 : 1, j <= steps ? -1 : 1, 1));
    Vec3 p =
        new Vec3(
            side.x() * (half.x() - radius) + bent.x() * radius,
            side.y() * (half.y() - radius) + bent.y() * radius,
            side.z() * (half.z() - radius) + bent.z() * radius);
    Vec3 across = face.direction(new Vec3(1, 0, 0));
    Vec3 up = face.direction(Vec3.UP);
    Vec3 facing = steps == 0 ? out : bent;
    mesh.vertex(p, facing, p.dot(across) / Mesh.TILE, -p.dot(up) / Mesh.TILE);
  }

  /** From -1 at the face's first edge over 0 on its flat to 1 at the last. */
  private double lean(int line) {
    if (steps == 0) {
      return 0;
    }
    double turns = line <= steps ? (line - steps) * 0.125 : (line - steps - 1) * 0.125;
    Vec2 on = Vec2.ofTurns(turns / steps);
    return Math.abs(turns) == 0.125 * steps ? Math.signum(turns) : on.y() / on.x();
  }
}
