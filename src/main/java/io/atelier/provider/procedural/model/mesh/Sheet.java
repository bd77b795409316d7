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
    int first = mesh.vertices();
    for (int j = 0; j <= rows; j++) {
      for (int i = 0; i <= columns; i++) {
        double u = (double) i / columns;
        double v = (double) j / rows;
        mesh.vertex(form.at(u, v), normal(form, u, v, columns, rows), u * width, v * height);
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

  private static Vec3 normal(Form form, double u, double v, int columns, int rows) {
    double du = 0.5 / columns;
    double dv = 0.5 / rows;
    Vec3 across = form.at(Math.min(1, u + du), v).minus(form.at(Math.max(0, u - du), v));
    Vec3 down = form.at(u, Math.min(1, v + dv)).minus(form.at(u, Math.max(0, v - dv)));
    return down.cross(across).unit();
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
