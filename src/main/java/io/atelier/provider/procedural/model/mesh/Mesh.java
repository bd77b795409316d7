package io.atelier.provider.procedural.model.mesh;

import java.util.Arrays;

/**
 * Triangles with a normal and a texture coordinate at each corner; counter-clockwise seen from
 * outside.
 *
 * <p>Texture coordinates have u to the right and v down, as in glTF. Makers of solids count them in
 * tiles of {@link #TILE}, so that every repeating surface has the same grain on every solid. Not
 * thread-safe.
 */
public final class Mesh {
  /** How wide a repeating texture lies on a model that is about 1 wide. */
  public static final double TILE = 0.5;

  static final int STRIDE = 8;

  private double[] vertices = new double[STRIDE * 64];
  private int vertexCount;
  private int[] corners = new int[192];
  private int cornerCount;

  /** A new corner's number. */
  public int vertex(Vec3 p, Vec3 n, double u, double v) {
    if ((vertexCount + 1) * STRIDE > vertices.length) {
      vertices = Arrays.copyOf(vertices, vertices.length * 2);
    }
    int at = vertexCount * STRIDE;
    double[] all = {p.x(), p.y(), p.z(), n.x(), n.y(), n.z(), u, v};
    System.arraycopy(all, 0, vertices, at, STRIDE);
    return vertexCount++;
  }

  /** A triangle of three corners; one without area, as at a pole, is left out. */
  public void triangle(int a, int b, int c) {
    Vec3 pa = position(a);
    if (position(b).minus(pa).cross(position(c).minus(pa)).length() < 1e-13) {
      return;
    }
    if (cornerCount + 3 > corners.length) {
      corners = Arrays.copyOf(corners, corners.length * 2);
    }
    corners[cornerCount++] = a;
    corners[cornerCount++] = b;
    corners[cornerCount++] = c;
  }

  /** Two triangles of four corners in a ring. */
  public void quad(int a, int b, int c, int d) {
    triangle(a, b, c);
    triangle(a, c, d);
  }

  /** A flat convex polygon, its corners counter-clockwise; its texture lies straight on it. */
  public void facet(Vec3... ring) {
    Vec3 normal = Vec3.ZERO;
    for (int i = 0; i < ring.length; i++) {
      normal = normal.plus(ring[i].cross(ring[(i + 1) % ring.length]));
    }
    normal = normal.unit();
    Vec3 across = ring[1].minus(ring[0]).unit();
    Vec3 up = normal.cross(across);
    int first = vertexCount;
    for (Vec3 corner : ring) {
      vertex(corner, normal, corner.dot(across) / TILE, -corner.dot(up) / TILE);
    }
    for (int i = 2; i < ring.length; i++) {
      triangle(first, first + i - 1, first + i);
    }
  }

  /** Everything of the other mesh, too. */
  public Mesh add(Mesh other) {
    return add(other, Affine.IDENTITY);
  }

  /** Everything of the other mesh, too, placed. */
  public Mesh add(Mesh other, Affine placed) {
    int first = vertexCount;
    for (int i = 0; i < other.vertexCount; i++) {
      int at = i * STRIDE;
      vertex(
          placed.point(other.position(i)),
          placed.normal(other.normal(i)),
          other.vertices[at + 6],
          other.vertices[at + 7]);
    }
    boolean mirrored = placed.mirrors();
    for (int i = 0; i < other.cornerCount; i += 3) {
      int a = first + other.corners[i];
      int b = first + other.corners[i + 1];
      int c = first + other.corners[i + 2];
      triangle(a, mirrored ? c : b, mirrored ? b : c);
    }
    return this;
  }

  public Mesh moved(Affine placed) {
    return new Mesh().add(this, placed);
  }

  /** Its texture seen straight from the front: the picture fills a rectangle of the xy plane. */
  public Mesh pictured(double left, double bottom, double width, double height) {
    for (int i = 0; i < vertexCount; i++) {
      int at = i * STRIDE;
      vertices[at + 6] = (vertices[at] - left) / width;
      vertices[at + 7] = 1 - (vertices[at + 1] - bottom) / height;
    }
    return this;
  }

  /** Its texture scaled, then moved. */
  public Mesh textured(double scaleU, double scaleV, double u, double v) {
    for (int at = 0; at < vertexCount * STRIDE; at += STRIDE) {
      vertices[at + 6] = vertices[at + 6] * scaleU + u;
      vertices[at + 7] = vertices[at + 7] * scaleV + v;
    }
    return this;
  }

  public int triangles() {
    return cornerCount / 3;
  }

  /** The number of the vertex at corner i, three corners a triangle. */
  int corner(int i) {
    return corners[i];
  }

  double[] vertex(int i) {
    return Arrays.copyOfRange(vertices, i * STRIDE, (i + 1) * STRIDE);
  }

  Vec3 position(int vertex) {
    int at = vertex * STRIDE;
    return new Vec3(vertices[at], vertices[at + 1], vertices[at + 2]);
  }

  Vec3 normal(int vertex) {
    int at = vertex * STRIDE + 3;
    return new Vec3(vertices[at], vertices[at + 1], vertices[at + 2]);
  }

  int vertices() {
    return vertexCount;
  }
}
