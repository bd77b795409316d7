package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;

/** A cut stone: a round, oval or pointed brilliant, or a step cut. */
final class Gem {
  private static final double GIRDLE = 0.02;

  private final Mesh mesh = new Mesh();
  private final int mains;
  private final double stretch;
  private final double point;

  private Gem(int mains, double stretch, double point) {
    this.mains = mains;
    this.stretch = stretch;
    this.point = point;
  }

  static void build(Model model, Workshop shop, Detail detail) {
    int cut =
        shop.says("emerald step")
            ? 3
            : shop.says("marquise") ? 2 : shop.says("oval") ? 1 : shop.random("cut").between(0, 3);
    boolean clear = shop.says("diamond diamonds brillant clear");
    int colour = clear ? 0xdcecf6 : shop.colour(0);
    Mesh stone =
        switch (cut) {
          case 0 -> brilliant(detail, 1, 0);
          case 1 -> brilliant(detail, 0.76, 0);
          case 2 -> brilliant(detail, 0.62, 0.3);
          default -> stepCut(detail);
        };
    // Stood up a little, so that its table is seen.
    Affine stood = Affine.turnY(0.25).then(Affine.turnX(0.07));
    model.part("gem").add(shop.gem("gem", colour), stone.textured(0.3, 0.3, 0.2, 0.2), stood);
  }

  static Mesh brilliant(Detail detail, double stretch, double point) {
    Gem gem = new Gem(detail.shows(0.001) ? 8 : 6, stretch, point);
    gem.crown();
    gem.girdle();
    gem.pavilion();
    return gem.mesh;
  }

  private Vec3 at(double step, double radius, double y) {
    Vec2 on = Vec2.ofTurns(0.25 - step / mains);
    double sharp = 1 - point * (1 - Math.abs(on.x())) * on.y() * on.y();
    double narrow = stretch * (1 - point * on.y() * on.y());
    return new Vec3(on.x() * radius * narrow, y, on.y() * radius / Math.max(0.8, sharp));
  }

  private void crown() {
    Vec3[] table = new Vec3[mains];
    for (int i = 0; i < mains; i++) {
      table[i] = at(i, 0.56, 0.36);
    }
    mesh.facet(table);
    for (int i = 0; i < mains; i++) {
      Vec3 before = at(i - 0.5 + (i == 0 ? mains : 0), 0.78, 0.22);
      Vec3 middle = at(i + 0.5, 0.78, 0.22);
      Vec3 here = rim(2 * i, GIRDLE);
      Vec3 half = rim(2 * i + 1, GIRDLE);
      Vec3 next = rim(2 * i + 2, GIRDLE);
      mesh.facet(table[i], middle, table[(i + 1) % mains]);
      mesh.facet(before, here, table[i]);
      mesh.facet(here, middle, table[i]);
      mesh.facet(here, half, middle);
      mesh.facet(half, next, middle);
    }
  }

  private Vec3 rim(int half, double y) {
    return at(half % (2 * mains) / 2.0, 1, y);
  }

  private void girdle() {
    for (int i = 0; i < 2 * mains; i++) {
      mesh.facet(rim(i, -GIRDLE), rim(i + 1, -GIRDLE), rim(i + 1, GIRDLE), rim(i, GIRDLE));
    }
  }

  private void pavilion() {
    Vec3 culet = new Vec3(0, -0.86, 0);
    for (int i = 0; i < mains; i++) {
      Vec3 before = at(i - 0.5 + (i == 0 ? mains : 0), 0.3, -0.6);
      Vec3 middle = at(i + 0.5, 0.3, -0.6);
      Vec3 here = rim(2 * i, -GIRDLE);
      Vec3 half = rim(2 * i + 1, -GIRDLE);
      Vec3 next = rim(2 * i + 2, -GIRDLE);
      mesh.facet(middle, half, here);
      mesh.facet(middle, next, half);
      mesh.facet(culet, middle, here);
      mesh.facet(culet, here, before);
    }
  }

  /** Rectangular with its corners cut, in steps down to a keel. */
  private static Mesh stepCut(Detail detail) {
    double[][] rows =
        detail.shows(0.001)
            ? new double[][] {
              {0.58, 0.3},
              {0.78, 0.22},
              {0.92, 0.12},
              {1, GIRDLE},
              {1, -GIRDLE},
              {0.84, -0.24},
              {0.6, -0.48},
              {0.3, -0.66}
            }
            : new double[][] {{0.6, 0.3}, {1, 0.02}, {0.6, -0.48}, {0.2, -0.7}};
    Mesh mesh = new Mesh();
    mesh.facet(octagon(rows[0]));
    for (int row = 0; row + 1 < rows.length; row++) {
      Vec3[] upper = octagon(rows[row]);
      Vec3[] lower = octagon(rows[row + 1]);
      for (int i = 0; i < 8; i++) {
        int next = (i + 1) % 8;
        mesh.facet(lower[i], lower[next], upper[next], upper[i]);
      }
    }
    Vec3[] keel = octagon(rows[rows.length - 1]);
    Vec3[] under = new Vec3[8];
    for (int i = 0; i < 8; i++) {
      under[i] = keel[7 - i];
    }
    mesh.facet(under);
    return mesh;
  }

  /** Counter-clockwise seen from above. */
  private static Vec3[] octagon(double[] row) {
    double x = 0.72 * row[0];
    double z = row[0];
    double cut = 0.24 * Math.sqrt(row[0]) * row[0];
    double y = row[1];
    return new Vec3[] {
      new Vec3(-x + cut, y, z), new Vec3(x - cut, y, z),
      new Vec3(x, y, z - cut), new Vec3(x, y, -z + cut),
      new Vec3(x - cut, y, -z), new Vec3(-x + cut, y, -z),
      new Vec3(-x, y, -z + cut), new Vec3(-x, y, z - cut)
    };
  }
}
