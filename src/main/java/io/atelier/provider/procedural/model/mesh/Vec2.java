package io.atelier.provider.procedural.model.mesh;

/** A point or direction in a drawing plane, x to the right and y up. */
public record Vec2(double x, double y) {

  /** On the unit circle, counter-clockwise from +X, in turns; the same bits on every machine. */
  public static Vec2 ofTurns(double turns) {
    double angle = 2 * Math.PI * turns;
    return new Vec2(StrictMath.cos(angle), StrictMath.sin(angle));
  }

  public Vec2 plus(Vec2 other) {
    return new Vec2(x + other.x, y + other.y);
  }

  public Vec2 minus(Vec2 other) {
    return new Vec2(x - other.x, y - other.y);
  }

  public Vec2 times(double factor) {
    return new Vec2(x * factor, y * factor);
  }

  public Vec2 mix(Vec2 other, double t) {
    return new Vec2(x + (other.x - x) * t, y + (other.y - y) * t);
  }

  public double dot(Vec2 other) {
    return x * other.x + y * other.y;
  }

  public double cross(Vec2 other) {
    return x * other.y - y * other.x;
  }

  public double length() {
    return Math.sqrt(x * x + y * y);
  }

  /** Of length 1, or zero as it is. */
  public Vec2 unit() {
    double length = length();
    return length == 0 ? this : times(1 / length);
  }

  /** Turned a quarter clockwise: what lies outside of a counter-clockwise ring. */
  public Vec2 right() {
    return new Vec2(y, -x);
  }
}
