package io.atelier.provider.procedural.model.mesh;

/** A point or direction in space: x to the right, y up, z towards whoever looks. */
public record Vec3(double x, double y, double z) {
  public static final Vec3 ZERO = new Vec3(0, 0, 0);
  public static final Vec3 UP = new Vec3(0, 1, 0);

  public Vec3 plus(Vec3 other) {
    return new Vec3(x + other.x, y + other.y, z + other.z);
  }

  public Vec3 minus(Vec3 other) {
    return new Vec3(x - other.x, y - other.y, z - other.z);
  }

  public Vec3 times(double factor) {
    return new Vec3(x * factor, y * factor, z * factor);
  }

  public Vec3 mix(Vec3 other, double t) {
    return plus(other.minus(this).times(t));
  }

  public double dot(Vec3 other) {
    return x * other.x + y * other.y + z * other.z;
  }

  public Vec3 cross(Vec3 other) {
    return new Vec3(
        y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  /** Of length 1, or zero as it is. */
  public Vec3 unit() {
    double length = length();
    return length == 0 ? this : times(1 / length);
  }

  /** A direction of length 1 at a right angle to this one. */
  public Vec3 perpendicular() {
    return (Math.abs(x) < 0.6 ? new Vec3(1, 0, 0) : UP).cross(this).unit();
  }
}
