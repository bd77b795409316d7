package io.atelier.provider.procedural.picture;

/**
 * A body of several parts, each given by the distance to its surface; rays walk as far as nothing
 * can be in their way (Hart, "Sphere tracing", 1996).
 */
record Sculpture(Form form) implements Solid {
  private static final int STEPS = 72;
  private static final float TOUCH = 0.0008f;
  private static final float CAUTION = 0.9f;
  private static final float BESIDE = 0.002f;

  /** What it is like, within a ball of radius 1. Implementations are immutable. */
  interface Form {
    int parts();

    /** How far a point is from a part, below 0 inside; never more than it is. */
    float distance(int part, float x, float y, float z);

    /** Paints a point of a part's surface. */
    void paint(int part, float x, float y, float z, Ray hit);
  }

  @Override
  public float radius() {
    return 1;
  }

  @Override
  public void meet(float ox, float oy, float oz, float dx, float dy, float dz, Ray hit) {
    float b = ox * dx + oy * dy + oz * dz;
    float root = b * b - (ox * ox + oy * oy + oz * oz - 1);
    if (root <= 0) {
      return;
    }
    root = (float) Math.sqrt(root);
    float leave = Math.min(hit.far, root - b);
    float t = Math.max(0, -root - b);
    for (int i = 0; i < STEPS && t < leave; i++) {
      float x = ox + t * dx;
      float y = oy + t * dy;
      float z = oz + t * dz;
      float near = distance(x, y, z);
      if (near < TOUCH) {
        hit.far = t;
        normal(x, y, z, hit);
        form.paint(nearest(x, y, z), x, y, z, hit);
        return;
      }
      t += CAUTION * near;
    }
  }

  private float distance(float x, float y, float z) {
    float least = form.distance(0, x, y, z);
    for (int part = 1; part < form.parts(); part++) {
      least = Math.min(least, form.distance(part, x, y, z));
    }
    return least;
  }

  private int nearest(float x, float y, float z) {
    int nearest = 0;
    for (int part = 1; part < form.parts(); part++) {
      if (form.distance(part, x, y, z) < form.distance(nearest, x, y, z)) {
        nearest = part;
      }
    }
    return nearest;
  }

  private void normal(float x, float y, float z, Ray hit) {
    float a = distance(x + BESIDE, y - BESIDE, z - BESIDE);
    float b = distance(x - BESIDE, y - BESIDE, z + BESIDE);
    float c = distance(x - BESIDE, y + BESIDE, z - BESIDE);
    float d = distance(x + BESIDE, y + BESIDE, z + BESIDE);
    float nx = a - b - c + d;
    float ny = c + d - a - b;
    float nz = b + d - a - c;
    float length = 1 / (float) Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-20f);
    hit.nx = nx * length;
    hit.ny = ny * length;
    hit.nz = nz * length;
  }
}
