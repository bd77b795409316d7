package io.atelier.provider.procedural.model.mesh;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A mesh as glTF wants it: corners that are alike are one, each has a tangent, numbers are floats.
 *
 * <p>Tangents are made as MikkTSpace makes them: the direction of u at each triangle, weighted by
 * its angle there; where a texture is mirrored, the corners of the two sides stay apart.
 */
public final class Primitive {
  /** Position, normal, tangent and texture coordinate of a vertex. */
  public static final int FLOATS = 12;

  private final List<double[]> vertices = new ArrayList<>();
  private final List<Integer> sides = new ArrayList<>();
  private final int[] indices;

  private Primitive(int corners) {
    indices = new int[corners];
  }

  public static Primitive of(Mesh mesh) {
    Primitive primitive = new Primitive(mesh.triangles() * 3);
    Map<Key, Integer> known = new HashMap<>();
    for (int i = 0; i < primitive.indices.length; i += 3) {
      int side = side(mesh, i);
      for (int k = 0; k < 3; k++) {
        double[] vertex = mesh.vertex(mesh.corner(i + k));
        primitive.indices[i + k] =
            known.computeIfAbsent(Key.of(vertex, side), key -> primitive.vertex(vertex, side));
      }
    }
    return primitive;
  }

  public int vertexCount() {
    return vertices.size();
  }

  public int[] indices() {
    return indices.clone();
  }

  /** The least and the greatest x, y and z, as floats. */
  public float[][] bounds() {
    float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (double[] vertex : vertices) {
      for (int k = 0; k < 3; k++) {
        least[k] = Math.min(least[k], (float) vertex[k]);
        most[k] = Math.max(most[k], (float) vertex[k]);
      }
    }
    return new float[][] {least, most};
  }

  /** All vertices, little-endian: position 3, normal 3, tangent 4, texture coordinate 2. */
  public ByteBuffer interleaved() {
    Vec3[] tangents = tangents();
    ByteBuffer bytes =
        ByteBuffer.allocate(vertices.size() * FLOATS * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < vertices.size(); i++) {
      double[] vertex = vertices.get(i);
      put(bytes, vertex[0], vertex[1], vertex[2]);
      Vec3 normal = new Vec3(vertex[3], vertex[4], vertex[5]).unit();
      put(bytes, normal.x(), normal.y(), normal.z());
      put(bytes, tangents[i].x(), tangents[i].y(), tangents[i].z(), sides.get(i));
      put(bytes, vertex[6], vertex[7]);
    }
    return bytes.flip();
  }

  private static void put(ByteBuffer bytes, double... numbers) {
    for (double number : numbers) {
      bytes.putFloat((float) number + 0f); // no negative zero
    }
  }

  private int vertex(double[] vertex, int side) {
    vertices.add(vertex);
    sides.add(side);
    return vertices.size() - 1;
  }

  /** 1 where the picture is seen from its front, -1 where it is mirrored. */
  private static int side(Mesh mesh, int corner) {
    double[] a = mesh.vertex(mesh.corner(corner));
    double[] b = mesh.vertex(mesh.corner(corner + 1));
    double[] c = mesh.vertex(mesh.corner(corner + 2));
    double area = (b[6] - a[6]) * (a[7] - c[7]) - (c[6] - a[6]) * (a[7] - b[7]);
    return area < 0 ? -1 : 1;
  }

  private Vec3[] tangents() {
    Vec3[] sums = new Vec3[vertices.size()];
    Arrays.fill(sums, Vec3.ZERO);
    for (int i = 0; i < indices.length; i += 3) {
      for (int k = 0; k < 3; k++) {
        int here = indices[i + k];
        int next = indices[i + (k + 1) % 3];
        int other = indices[i + (k + 2) % 3];
        sums[here] = sums[here].plus(pull(here, next, other));
      }
    }
    for (int i = 0; i < sums.length; i++) {
      Vec3 normal = normal(i);
      Vec3 tangent = sums[i].minus(normal.times(normal.dot(sums[i])));
      sums[i] = tangent.length() < 1e-9 ? normal.perpendicular() : tangent.unit();
    }
    return sums;
  }

  /** The direction of u in a triangle, as long as its angle at the first corner is wide. */
  private Vec3 pull(int here, int next, int other) {
    Vec3 one = position(next).minus(position(here));
    Vec3 two = position(other).minus(position(here));
    double v1 = vertices.get(next)[7] - vertices.get(here)[7];
    double v2 = vertices.get(other)[7] - vertices.get(here)[7];
    double u1 = vertices.get(next)[6] - vertices.get(here)[6];
    double u2 = vertices.get(other)[6] - vertices.get(here)[6];
    double area = u1 * v2 - u2 * v1;
    if (Math.abs(area) < 1e-14) {
      return Vec3.ZERO;
    }
    Vec3 along = one.times(v2).minus(two.times(v1)).times(Math.signum(area)).unit();
    Vec3 normal = normal(here);
    Vec3 flat = along.minus(normal.times(normal.dot(along))).unit();
    double cosine = Math.max(-1, Math.min(1, one.unit().dot(two.unit())));
    return flat.times(StrictMath.acos(cosine));
  }

  private Vec3 position(int vertex) {
    double[] at = vertices.get(vertex);
    return new Vec3(at[0], at[1], at[2]);
  }

  private Vec3 normal(int vertex) {
    double[] at = vertices.get(vertex);
    return new Vec3(at[3], at[4], at[5]).unit();
  }

  /** What makes two corners one: all that is written of them. */
  private record Key(List<Integer> bits, int side) {
    static Key of(double[] vertex, int side) {
      List<Integer> bits = new ArrayList<>(vertex.length);
      for (double number : vertex) {
        bits.add(Math.round((float) number * 1e6f));
      }
      return new Key(bits, side);
    }
  }
}
