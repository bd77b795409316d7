package io.atelier.provider.procedural.picture;

/** Distances to simple bodies (Quilez, "Distance functions"). */
final class Distance {
  private Distance() {}

  /** To a box around the origin with rounded edges. */
  static float box(float x, float y, float z, float wide, float high, float deep, float round) {
    float px = Math.abs(x) - wide + round;
    float py = Math.abs(y) - high + round;
    float pz = Math.abs(z) - deep + round;
    float outside = length(Math.max(px, 0), Math.max(py, 0), Math.max(pz, 0));
    return outside + Math.min(0, Math.max(px, Math.max(py, pz))) - round;
  }

  /** To a cylinder around an axis, given how far a point is from the axis and along it. */
  static float cylinder(float out, float along, float radius, float half) {
    float pr = out - radius;
    float pa = Math.abs(along) - half;
    return Math.min(0, Math.max(pr, pa)) + length(Math.max(pr, 0), Math.max(pa, 0), 0);
  }

  /** To a ring around z. */
  static float ring(float x, float y, float z, float radius, float thick) {
    return length(length(x, y, 0) - radius, z, 0) - thick;
  }

  static float ball(float x, float y, float z, float radius) {
    return length(x, y, z) - radius;
  }

  /** About, to an egg around the y axis. */
  static float egg(float x, float y, float z, float wide, float high) {
    float near = length(x / wide, y / high, z / wide);
    float steep = length(x / (wide * wide), y / (high * high), z / (wide * wide));
    return steep < 1e-6f ? -Math.min(wide, high) : near * (near - 1) / steep;
  }

  static float length(float x, float y, float z) {
    return (float) Math.sqrt(x * x + y * y + z * z);
  }
}
