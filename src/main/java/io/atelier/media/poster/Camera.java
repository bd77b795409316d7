package io.atelier.media.poster;

/**
 * A long lens that looks at the middle of a scene from where all of it is in the picture.
 *
 * @param axes right, up and towards the camera, three numbers each
 * @param middle what it looks at
 * @param distance from the middle
 * @param floor the y of the ground under the scene
 */
record Camera(double[] axes, double[] middle, double distance, double floor) {
  /** Half the picture's width at distance 1. */
  static final double LENS = 0.26;

  private static final double MARGIN = 0.86;

  static Camera around(Scene scene, double aside, double above) {
    double a = 2 * Math.PI * aside;
    double b = 2 * Math.PI * above;
    double[] axes = {
      StrictMath.cos(a),
      0,
      -StrictMath.sin(a),
      -StrictMath.sin(a) * StrictMath.sin(b),
      StrictMath.cos(b),
      -StrictMath.cos(a) * StrictMath.sin(b),
      StrictMath.sin(a) * StrictMath.cos(b),
      StrictMath.sin(b),
      StrictMath.cos(a) * StrictMath.cos(b)
    };
    double[] least = {1e9, 1e9, 1e9};
    double[] most = {-1e9, -1e9, -1e9};
    double floor = 1e9;
    for (Scene.Batch batch : scene.batches()) {
      for (int corner : batch.corners()) {
        int at = corner * Scene.STRIDE;
        floor = Math.min(floor, batch.vertices()[at + 1]);
        for (int k = 0; k < 3; k++) {
          double along = along(axes, k, batch.vertices(), at);
          least[k] = Math.min(least[k], along);
          most[k] = Math.max(most[k], along);
        }
      }
    }
    double[] middle = new double[3];
    for (int k = 0; k < 3; k++) {
      for (int i = 0; i < 3; i++) {
        middle[i] += axes[3 * k + i] * (least[k] + most[k]) / 2;
      }
    }
    return new Camera(axes, middle, distance(scene, axes, middle), floor);
  }

  private static double distance(Scene scene, double[] axes, double[] middle) {
    Camera near = new Camera(axes, middle, 0, 0);
    double[] seen = new double[3];
    double distance = 1e-6;
    for (Scene.Batch batch : scene.batches()) {
      for (int corner : batch.corners()) {
        near.see(batch.vertices(), corner * Scene.STRIDE, seen);
        double off = Math.max(Math.abs(seen[0]), Math.abs(seen[1])) / (LENS * MARGIN);
        distance = Math.max(distance, off - seen[2]);
      }
    }
    return distance;
  }

  private static double along(double[] axes, int axis, float[] vertices, int at) {
    return axes[3 * axis] * vertices[at]
        + axes[3 * axis + 1] * vertices[at + 1]
        + axes[3 * axis + 2] * vertices[at + 2];
  }

  /** A point as it lies before the camera: right, up, and how far away. */
  void see(float[] vertices, int at, double[] seen) {
    double x = vertices[at] - middle[0];
    double y = vertices[at + 1] - middle[1];
    double z = vertices[at + 2] - middle[2];
    for (int k = 0; k < 3; k++) {
      seen[k] = axes[3 * k] * x + axes[3 * k + 1] * y + axes[3 * k + 2] * z;
    }
    seen[2] = distance - seen[2];
  }

  double[] eye() {
    double[] eye = middle.clone();
    for (int i = 0; i < 3; i++) {
      eye[i] += axes[6 + i] * distance;
    }
    return eye;
  }

  /** The direction of the light that meets the film at x and y, each -1 to 1, away from the eye. */
  void ray(double x, double y, double[] out) {
    double length = Math.sqrt(1 + LENS * LENS * (x * x + y * y));
    for (int i = 0; i < 3; i++) {
      out[i] = (axes[i] * x * LENS + axes[3 + i] * y * LENS - axes[6 + i]) / length;
    }
  }
}
