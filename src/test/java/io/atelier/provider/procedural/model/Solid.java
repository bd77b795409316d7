package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Primitive;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The closed surface that all meshes of a part make together, corners in one place being one. */
record Solid(List<double[]> triangles) {
  private static final double WELD = 2e-5;

  static Solid of(Model.Part part) {
    List<double[]> triangles = new ArrayList<>();
    for (Mesh mesh : part.meshes().values()) {
      if (mesh.triangles() == 0) {
        continue;
      }
      Primitive primitive = Primitive.of(mesh);
      ByteBuffer vertices = primitive.interleaved();
      int[] indices = primitive.indices();
      for (int i = 0; i < indices.length; i += 3) {
        double[] triangle = new double[18];
        for (int k = 0; k < 18; k++) {
          int corner = k / 6;
          triangle[k] = vertices.getFloat((indices[i + corner] * Primitive.FLOATS + k % 6) * 4);
        }
        triangles.add(triangle);
      }
    }
    return new Solid(triangles);
  }

  /** Edges that are not passed as often one way as the other. */
  long openEdges() {
    int[][] corners = corners();
    Map<Long, Integer> balance = new HashMap<>();
    for (int[] triangle : corners) {
      for (int k = 0; k < 3; k++) {
        int a = triangle[k];
        int b = triangle[(k + 1) % 3];
        if (a != b) {
          balance.merge(edge(a, b), a < b ? 1 : -1, Integer::sum);
        }
      }
    }
    return balance.values().stream().filter(sum -> sum != 0).count();
  }

  /** Vertices less edges plus faces: 2 for each ball, 0 for each ring. */
  long eulerCharacteristic() {
    int[][] corners = corners();
    Set<Integer> vertices = new HashSet<>();
    Set<Long> edges = new HashSet<>();
    for (int[] triangle : corners) {
      for (int k = 0; k < 3; k++) {
        vertices.add(triangle[k]);
        edges.add(edge(triangle[k], triangle[(k + 1) % 3]));
      }
    }
    return (long) vertices.size() - edges.size() + triangles.size();
  }

  private static long edge(int a, int b) {
    return (long) Math.min(a, b) << 32 | Math.max(a, b);
  }

  /** Above 0 if triangles look outwards. */
  double volume() {
    double sum = 0;
    for (double[] t : triangles) {
      sum +=
          t[0] * (t[7] * t[14] - t[8] * t[13])
              + t[1] * (t[8] * t[12] - t[6] * t[14])
              + t[2] * (t[6] * t[13] - t[7] * t[12]);
    }
    return sum / 6;
  }

  /** How many triangles have a corner whose normal looks into the solid. */
  long inwardNormals() {
    return triangles.stream().filter(Solid::looksInwards).count();
  }

  private static boolean looksInwards(double[] t) {
    double ux = t[6] - t[0];
    double uy = t[7] - t[1];
    double uz = t[8] - t[2];
    double vx = t[12] - t[0];
    double vy = t[13] - t[1];
    double vz = t[14] - t[2];
    double nx = uy * vz - uz * vy;
    double ny = uz * vx - ux * vz;
    double nz = ux * vy - uy * vx;
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    for (int k = 0; k < 3 && length > 1e-9; k++) {
      double cosine = (nx * t[6 * k + 3] + ny * t[6 * k + 4] + nz * t[6 * k + 5]) / length;
      if (cosine < -0.05) {
        return true;
      }
    }
    return false;
  }

  /** The places of each triangle's corners, by number. */
  private int[][] corners() {
    Map<Place, Integer> numbers = new HashMap<>();
    int[][] corners = new int[triangles.size()][3];
    for (int i = 0; i < corners.length; i++) {
      for (int k = 0; k < 3; k++) {
        corners[i][k] = numbers.computeIfAbsent(Place.of(triangles.get(i), k), p -> numbers.size());
      }
    }
    return corners;
  }

  /** Where a corner is, in steps of the weld. */
  private record Place(long x, long y, long z) {
    static Place of(double[] triangle, int corner) {
      return new Place(
          Math.round(triangle[6 * corner] / WELD),
          Math.round(triangle[6 * corner + 1] / WELD),
          Math.round(triangle[6 * corner + 2] / WELD));
    }
  }
}
