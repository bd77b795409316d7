package io.atelier.provider.procedural.picture;

/**
 * A flat cylinder whose faces look along z: coins, medals, wheels.
 *
 * @param half its thickness
 * @param face what its faces are like
 */
record Disk(float half, Face face) implements Solid {

  /** What is on the face of a disk, or on its rim. Implementations are immutable. */
  interface Face {

    /**
     * Paints the surface and tilts its normal (hit.nx, hit.ny) from straight out.
     *
     * @param r from the middle, 0 to 1
     * @param front whether it is the face that looks along +z
     */
    void face(float x, float y, float r, boolean front, Ray hit);

    /** Paints the rim at an angle given by its direction. */
    void rim(float x, float y, float z, Ray hit);
  }

  @Override
  public float radius() {
    return (float) Math.sqrt(1 + half * half);
  }

  @Override
  public void meet(float ox, float oy, float oz, float dx, float dy, float dz, Ray hit) {
    float side = dz < 0 ? half : -half;
    float t = (side - oz) / dz;
    float x = ox + t * dx;
    float y = oy + t * dy;
    float r2 = x * x + y * y;
    if (t > 0 && t < hit.far && r2 <= 1) {
      hit.far = t;
      hit.nx = 0;
      hit.ny = 0;
      face.face(x, y, (float) Math.sqrt(r2), side > 0, hit);
      float sign = side > 0 ? 1 : -1;
      float length = 1 / (float) Math.sqrt(1 + hit.nx * hit.nx + hit.ny * hit.ny);
      hit.nx *= length;
      hit.ny *= length;
      hit.nz = sign * length;
      return;
    }
    float a = dx * dx + dy * dy;
    float b = ox * dx + oy * dy;
    float c = ox * ox + oy * oy - 1;
    float root = b * b - a * c;
    if (root <= 0 || a < 1e-9f) {
      return;
    }
    t = (-b - (float) Math.sqrt(root)) / a;
    float z = oz + t * dz;
    if (t > 0 && t < hit.far && Math.abs(z) <= half) {
      hit.far = t;
      hit.nx = ox + t * dx;
      hit.ny = oy + t * dy;
      hit.nz = 0;
      face.rim(hit.nx, hit.ny, z / half, hit);
    }
  }
}
