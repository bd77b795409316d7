package io.atelier.provider.procedural.sky;

/**
 * Where one looks: a vector of length one, y up.
 *
 * <p>A place's front is +x, the middle of an equirectangular map; its right is +z.
 */
public record Direction(float x, float y, float z) {
  static final Direction UP = new Direction(0, 1, 0);

  /**
   * A direction by its angles in turns.
   *
   * @param azimuth from the front to the right
   * @param elevation above the horizon, -0.25 to 0.25
   */
  public static Direction of(double azimuth, double elevation) {
    double across = StrictMath.cos(2 * Math.PI * elevation);
    return new Direction(
        (float) (across * StrictMath.cos(2 * Math.PI * azimuth)),
        (float) StrictMath.sin(2 * Math.PI * elevation),
        (float) (across * StrictMath.sin(2 * Math.PI * azimuth)));
  }

  static Direction along(float x, float y, float z) {
    float length = (float) Math.sqrt(x * x + y * y + z * z);
    return new Direction(x / length, y / length, z / length);
  }

  float dot(float ax, float ay, float az) {
    return x * ax + y * ay + z * az;
  }

  Direction cross(Direction o) {
    return along(y * o.z - z * o.y, z * o.x - x * o.z, x * o.y - y * o.x);
  }

  /** The azimuth of a vector in turns, -0.5 to 0.5. */
  static float azimuth(float x, float z) {
    return (float) (StrictMath.atan2(z, x) / (2 * Math.PI));
  }
}
