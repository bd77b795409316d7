package io.atelier.provider.procedural.picture;

/**
 * A solid placed before the camera, turned and scaled.
 *
 * @param turn the rows of a rotation from the world to the solid
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Prop(Solid solid, float x, float y, float z, float size, float[] turn) {

  /** Turned by angles in turns: about its axis z first, then nodded about y, then about x. */
  static Prop of(
      Solid solid, float x, float y, float z, float size, double roll, double yaw, double pitch) {
    double[] about = {2 * Math.PI * roll, 2 * Math.PI * yaw, 2 * Math.PI * pitch};
    float[] c = new float[3];
    float[] s = new float[3];
    for (int i = 0; i < 3; i++) {
      c[i] = (float) StrictMath.cos(about[i]);
      s[i] = (float) StrictMath.sin(about[i]);
    }
    // The solid's z faces the camera (the world's -x), its y is up, its x to the right (z).
    float[] rollT = {c[0], s[0], 0, -s[0], c[0], 0, 0, 0, 1};
    float[] yawT = {c[1], 0, -s[1], 0, 1, 0, s[1], 0, c[1]};
    float[] pitchT = {1, 0, 0, 0, c[2], s[2], 0, -s[2], c[2]};
    float[] face = {0, 0, 1, 0, 1, 0, -1, 0, 0};
    return new Prop(solid, x, y, z, size, times(rollT, times(yawT, times(pitchT, face))));
  }

  private static float[] times(float[] a, float[] b) {
    float[] product = new float[9];
    for (int i = 0; i < 9; i++) {
      int row = i / 3 * 3;
      int column = i % 3;
      product[i] = a[row] * b[column] + a[row + 1] * b[column + 3] + a[row + 2] * b[column + 6];
    }
    return product;
  }

  /** Whether the ray could meet it at all. */
  boolean near(Ray ray) {
    float along = x * ray.dx + y * ray.dy + z * ray.dz;
    float radius = solid.radius() * size;
    return along > 0 && x * x + y * y + z * z - along * along < radius * radius;
  }

  void meet(Ray ray) {
    float inverse = 1 / size;
    float ox = -(turn[0] * x + turn[1] * y + turn[2] * z) * inverse;
    float oy = -(turn[3] * x + turn[4] * y + turn[5] * z) * inverse;
    float oz = -(turn[6] * x + turn[7] * y + turn[8] * z) * inverse;
    float dx = turn[0] * ray.dx + turn[1] * ray.dy + turn[2] * ray.dz;
    float dy = turn[3] * ray.dx + turn[4] * ray.dy + turn[5] * ray.dz;
    float dz = turn[6] * ray.dx + turn[7] * ray.dy + turn[8] * ray.dz;
    float before = ray.far;
    float within = before * inverse;
    ray.far = within;
    solid.meet(ox, oy, oz, dx, dy, dz, ray);
    if (ray.far < within) {
      ray.far *= size;
      float nx = ray.nx;
      float ny = ray.ny;
      float nz = ray.nz;
      ray.nx = turn[0] * nx + turn[3] * ny + turn[6] * nz;
      ray.ny = turn[1] * nx + turn[4] * ny + turn[7] * nz;
      ray.nz = turn[2] * nx + turn[5] * ny + turn[8] * nz;
      float ex = ray.ex;
      float ey = ray.ey;
      float ez = ray.ez;
      ray.ex = turn[0] * ex + turn[3] * ey + turn[6] * ez;
      ray.ey = turn[1] * ex + turn[4] * ey + turn[7] * ez;
      ray.ez = turn[2] * ex + turn[5] * ey + turn[8] * ez;
    } else {
      ray.far = before;
    }
  }
}
