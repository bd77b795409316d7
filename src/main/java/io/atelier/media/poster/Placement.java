package io.atelier.media.poster;

import jakarta.json.JsonObject;

/** Where a node is: a 4 × 4 matrix by columns, as in glTF. */
record Placement(float[] matrix) {
  private static final float[] IDENTITY = {1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1};
  static final Placement HERE = new Placement(IDENTITY);

  static Placement of(JsonObject node) {
    if (node.containsKey("matrix")) {
      return new Placement(GlbScene.numbers(node, "matrix", IDENTITY));
    }
    float[] t = GlbScene.numbers(node, "translation", new float[] {0, 0, 0});
    float[] q = GlbScene.numbers(node, "rotation", new float[] {0, 0, 0, 1});
    float[] s = GlbScene.numbers(node, "scale", new float[] {1, 1, 1});
    float x = q[0];
    float y = q[1];
    float z = q[2];
    float w = q[3];
    return new Placement(
        new float[] {
          (1 - 2 * (y * y + z * z)) * s[0],
          2 * (x * y + z * w) * s[0],
          2 * (x * z - y * w) * s[0],
          0,
          2 * (x * y - z * w) * s[1],
          (1 - 2 * (x * x + z * z)) * s[1],
          2 * (y * z + x * w) * s[1],
          0,
          2 * (x * z + y * w) * s[2],
          2 * (y * z - x * w) * s[2],
          (1 - 2 * (x * x + y * y)) * s[2],
          0,
          t[0],
          t[1],
          t[2],
          1
        });
  }

  /** This placement inside of another. */
  Placement in(Placement parent) {
    float[] product = new float[16];
    for (int column = 0; column < 4; column++) {
      for (int row = 0; row < 4; row++) {
        for (int k = 0; k < 4; k++) {
          product[4 * column + row] += parent.matrix[4 * k + row] * matrix[4 * column + k];
        }
      }
    }
    return new Placement(product);
  }

  /** Moves a point (w is 1) or turns a direction (w is 0). */
  void apply(float[] from, int at, float w, float[] to, int into) {
    for (int row = 0; row < 3; row++) {
      to[into + row] =
          matrix[row] * from[at]
              + matrix[4 + row] * from[at + 1]
              + matrix[8 + row] * from[at + 2]
              + matrix[12 + row] * w;
    }
  }
}
