package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Primitive;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model while it is built: named parts that can be moved on their own, each a mesh per finish.
 *
 * <p>+Y is up and it faces +Z. Not thread-safe.
 */
final class Model {
  private final String name;
  private final List<Part> parts = new ArrayList<>();

  Model(String name) {
    this.name = name;
  }

  /** Something with a pivot: a wheel that spins, a lid that opens. */
  static final class Part {
    private final String name;
    private final Vec3 pivot;
    private final Map<Finish, Mesh> meshes = new LinkedHashMap<>();

    private Part(String name, Vec3 pivot) {
      this.name = name;
      this.pivot = pivot;
    }

    Part add(Finish finish, Mesh mesh) {
      return add(finish, mesh, Affine.IDENTITY);
    }

    /** Adds a mesh, placed in the model's own space, not in the pivot's. */
    Part add(Finish finish, Mesh mesh, Affine placed) {
      meshes.computeIfAbsent(finish, f -> new Mesh()).add(mesh, placed);
      return this;
    }

    String name() {
      return name;
    }

    Vec3 pivot() {
      return pivot;
    }

    Map<Finish, Mesh> meshes() {
      return meshes;
    }
  }

  /** A part that turns about the origin. */
  Part part(String partName) {
    return part(partName, Vec3.ZERO);
  }

  Part part(String partName, Vec3 pivot) {
    Part part = new Part(partName, pivot);
    parts.add(part);
    return part;
  }

  String name() {
    return name;
  }

  List<Part> parts() {
    return parts;
  }

  int triangles() {
    return parts.stream()
        .flatMap(part -> part.meshes.values().stream())
        .mapToInt(Mesh::triangles)
        .sum();
  }

  /** The same around the origin, its largest side 1; pivots move along, to be nodes' places. */
  Model normalised() {
    float[] least = {Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE};
    float[] most = {-Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE};
    for (Part part : parts) {
      for (Mesh mesh : part.meshes.values()) {
        float[][] bounds = Primitive.of(mesh).bounds();
        for (int k = 0; k < 3; k++) {
          least[k] = Math.min(least[k], bounds[0][k]);
          most[k] = Math.max(most[k], bounds[1][k]);
        }
      }
    }
    double largest = 0;
    for (int k = 0; k < 3; k++) {
      largest = Math.max(largest, most[k] - least[k]);
    }
    Vec3 centre =
        new Vec3(
            (least[0] + most[0]) / 2.0, (least[1] + most[1]) / 2.0, (least[2] + most[2]) / 2.0);
    return placed(Affine.move(centre.times(-1)).then(Affine.scale(1 / largest)));
  }

  private Model placed(Affine placing) {
    Model model = new Model(name);
    for (Part part : parts) {
      Vec3 pivot = placing.point(part.pivot);
      Part moved = model.part(part.name, pivot);
      Affine local = placing.then(Affine.move(pivot.times(-1)));
      part.meshes.forEach((finish, mesh) -> moved.add(finish, mesh, local));
    }
    return model;
  }
}
