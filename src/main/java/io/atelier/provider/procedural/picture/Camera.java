package io.atelier.provider.procedural.picture;

/**
 * A camera at the origin that looks along +x, tilted a little, and what of the world a pixel sees.
 *
 * @param width of the picture in pixels
 * @param zoom the tangent of half the view across the shorter side
 * @param tilt the tangent of how much it looks up
 */
record Camera(int width, int height, float zoom, float tilt) {
  private static final float VIEW = 0.62f;

  static Camera of(int width, int height, float tilt) {
    return new Camera(width, height, VIEW, tilt);
  }

  /** Pixels per radian in the middle. */
  float detail() {
    return Math.min(width, height) / (2 * zoom);
  }

  /** How far the picture reaches to the sides, as a tangent. */
  float reachAcross() {
    return zoom * width / Math.min(width, height);
  }

  /** How far the picture reaches up and down, as a tangent. */
  float reachUp() {
    return zoom * height / Math.min(width, height);
  }

  void look(float column, float row, Ray ray) {
    float scale = 2 * zoom / Math.min(width, height);
    float right = (column - 0.5f * width) * scale;
    float up = (0.5f * height - row) * scale;
    float lean = 1 / (float) Math.sqrt(1 + tilt * tilt);
    float x = (1 - up * tilt) * lean;
    float y = (up + tilt) * lean;
    float length = 1 / (float) Math.sqrt(x * x + y * y + right * right);
    ray.aim(x * length, y * length, right * length);
  }
}
