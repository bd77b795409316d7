package io.atelier.provider.procedural.model.mesh;

/** Curved sheets with a front, a back and a rim: curtains, reliefs, lids. */
public final class Sheet {
  private Sheet() {}

  /** Where a sheet is, u from left to right and v from top to bottom, each 0 to 1. */
  @FunctionalInterface
  public interface Form {
    Vec3 at(double u, double v);
  }

  /**
   * A sheet of columns by rows of quads between two forms, which must not touch.
   *
   * @param front seen with u to the right and v down
   */
  public static Mesh between(Form front, Form back, int columns, int rows) {
    Mesh mesh = new Mesh();
    grid(mesh, front, columns, rows);
    grid(mesh, (u, v) -> back.at(1 - u, v), columns, rows);
    rim(mesh, front, back, columns, rows);
    return mesh;
  }

  /** One side of a sheet alone. */
  public static Mesh front(Form form, int columns, int rows) {
    Mesh mesh = new Mesh();
    grid(mesh, form, columns, rows);
    return mesh;
  }

  /** The back and the rim of a sheet alone. */
  public static Mesh behind(Form front, Form back, int columns, int rows) {
    Mesh mesh = new Mesh();
    grid(mesh, (u, v) -> back.at(1 - u, v), columns, rows);
    rim(mesh, front, back, columns, rows);
    return mesh;
  }

  private static void grid(Mesh mesh, Form form, int columns, int rows) {
    double width = form.at(1, 0.5).minus(form.at(0, 0.5)).length() / Mesh.TILE;
    double height = form.at(0.5, 1).minus(form.at(0.5, 0)).length() / Mesh.TILE;
    Vec3[][] at = new Vec3[rows + 1][columns + 1];
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i <= columns; i++) {
        at[j][i] = form.at((double) i / columns, (double) j / rows);
      }
    }
    int first = mesh.vertices();
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i <= columns; i++) {
        mesh.vertex(at[j][i], normal(at, i, j), width * i / columns, height * j / rows);
      }
    }
    for (int j = 0; j < rows; j++) {
      for (int i = 0; i < columns; i++) {
        int a = first + j * (columns + 1) + i;
        int below = a + columns + 1;
        mesh.quad(a, below, below + 1, a + 1);
      }
    }
  }

  /** The mean of the triangles around a corner, the larger ones counting more. */
  private static Vec3 normal(Vec3[][] at, int i, int j) {
    Vec3 sum = Vec3.ZERO;
    for (int row = Math.max(1, j); row <= Math.min(at.length - 1, j + 1); row++) {
      for (int column = Math.max(1, i); column <= Math.min(at[0].length - 1, i + 1); column++) {
        Vec3 topLeft = at[row - 1][column - 1];
        Vec3 lowRight = at[row][column];
        Vec3 diagonal = lowRight.minus(topLeft);
        if (row <= j || column > i) {
          sum = sum.plus(at[row][column - 1].minus(topLeft).cross(diagonal));
        }
        if (row > j || column <= i) {
          sum = sum.plus(diagonal.cross(at[row - 1][column].minus(topLeft)));
        }
      }
    }
    return sum.unit();
  }

  private static void rim(Mesh mesh, Form front, Form back, int columns, int rows) {
    for (int i = 0; i < columns; i++) {
      double left = (double) i / columns;
      double right = (double) (i + 1) / columns;
      mesh.facet(front.at(left, 0), front.at(right, 0), back.at(right, 0), back.at(left, 0));
      mesh.facet(front.at(right, 1), front.at(left, 1), back.at(left, 1), back.at(right, 1));
    }
    for (int j = 0; j < rows; j++) {
      double top = (double) j / rows;
      double low = (double) (j + 1) / rows;
      mesh.facet(front.at(1, top), front.at(1, low), back.at(1, low), back.at(1, top));
      mesh.facet(front.at(0, low), front.at(0, top), back.at(0, top), back.at(0, low));
    }
  }
}
