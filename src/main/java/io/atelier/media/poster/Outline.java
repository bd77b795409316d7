package io.atelier.media.poster;

/** Where on the film a triangle is, and in which rectangle of samples; not thread-safe. */
final class Outline {
  private static final float NEAR = 1e-4f;

  /** Of the three corners: right, up, and how far away. */
  final double[][] seen = new double[3][3];

  final double[] x = new double[3];
  final double[] y = new double[3];

  /** Twice what it covers, in samples; negative where its back is seen. */
  double area;

  int left;
  int right;
  int top;
  int low;

  private final Camera camera;
  private final int side;

  /** On a film of so many samples to a side. */
  Outline(Camera camera, int side) {
    this.camera = camera;
    this.side = side;
  }

  /**
   * Becomes that of another triangle.
   *
   * @return false where none of it can be seen; what it is, is undefined then
   */
  boolean trace(Scene.Batch drawn, int first) {
    for (int k = 0; k < 3; k++) {
      camera.see(drawn.vertices(), drawn.corners()[first + k] * Scene.STRIDE, seen[k]);
    }
    if (!(Math.min(seen[0][2], Math.min(seen[1][2], seen[2][2])) > NEAR)) {
      return false;
    }
    for (int k = 0; k < 3; k++) {
      x[k] = (seen[k][0] / (seen[k][2] * Camera.LENS) + 1) * side / 2;
      y[k] = (1 - seen[k][1] / (seen[k][2] * Camera.LENS)) * side / 2;
    }
    area = (x[1] - x[0]) * (y[2] - y[0]) - (x[2] - x[0]) * (y[1] - y[0]);
    if (Math.abs(area) < 1e-12) {
      return false;
    }
    left = (int) Math.max(0, Math.floor(Math.min(x[0], Math.min(x[1], x[2]))));
    right = (int) Math.min(side - 1, Math.ceil(Math.max(x[0], Math.max(x[1], x[2]))));
    top = (int) Math.max(0, Math.floor(Math.min(y[0], Math.min(y[1], y[2]))));
    low = (int) Math.min(side - 1, Math.ceil(Math.max(y[0], Math.max(y[1], y[2]))));
    return true;
  }

  /** How many samples its rectangle has. */
  long samples() {
    return (long) Math.max(0, right - left + 1) * Math.max(0, low - top + 1);
  }
}
