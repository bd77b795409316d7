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
    Map<String, Integer> balance = new HashMap<>();
    for (double[] t : triangles) {
      for (int k = 0; k < 3; k++) {
        String a = place(t, k);
        String b = place(t, (k + 1) % 3);
        if (!a.equals(b)) {
          boolean forward = a.compareTo(b) < 0;
          balance.merge(forward ? a + " " + b : b + " " + a, forward ? 1 : -1, Integer::sum);
        }
      }
    }
    return balance.values().stream().filter(sum -> sum != 0).count();
  }

  /** Vertices less edges plus faces: 2 for each ball, 0 for each ring. */
  long eulerCharacteristic() {
    Set<String> vertices = new HashSet<>();
    Set<String> edges = new HashSet<>();
    for (double[] t : triangles) {
      for (int k = 0; k < 3; k++) {
        String a = place(t, k);
        String b = place(t, (k + 1) % 3);
        vertices.add(a);
        edges.add(a.compareTo(b) < 0 ? a + " " + b : b + " " + a);
      }
    }
    return (long) vertices.size() - edges.size() + triangles.size();
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

  private static String place(double[] triangle, int corner) {
    StringBuilder place = new StringBuilder();
    for (int k = 0; k < 3; k++) {
      place.append(Math.round(triangle[6 * corner + k] / WELD)).append(',');
    }
    return place.toString();
  }
}
