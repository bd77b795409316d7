package io.atelier.provider.procedural.prompt;

/** The interpolation curves of shading languages. */
public final class Curve {
  private Curve() {}

  public static float clamp(float x) {
    return x < 0 ? 0 : x > 1 ? 1 : x;
  }

  public static float mix(float a, float b, float t) {
    return a + (b - a) * t;
  }

  /** 0 below the first edge, 1 above the second, an S between; falling if the edges do. */
  public static float smoothstep(float edge0, float edge1, float x) {
    float t = clamp((x - edge0) / (edge1 - edge0));
    return t * t * (3 - 2 * t);
  }

  /** x - floor(x). */
  public static float fract(float x) {
    return x - floor(x);
  }

  public static int floor(float x) {
    int truncated = (int) x;
    return x < truncated ? truncated - 1 : truncated;
  }
}
