package io.atelier.media.poster;

import java.util.ArrayList;
import java.util.List;

/** Triangles in the world, each with its material: what the camera sees. */
final class Scene {
  /** Floats of a vertex: position 3, normal 3, tangent 4, texture coordinate 2. */
  static final int STRIDE = 12;

  private final List<Batch> batches = new ArrayList<>();

  /**
   * Triangles of one material.
   *
   * @param corners three vertex numbers a triangle
   */
  record Batch(float[] vertices, int[] corners, Surface surface) {}

  void add(Batch batch) {
    batches.add(batch);
  }

  List<Batch> batches() {
    return batches;
  }

  boolean isEmpty() {
    return batches.stream().allMatch(batch -> batch.corners.length == 0);
  }
}
