package io.atelier.media.poster;

/**
 * The light of a photo studio from any direction, sharp or blurred as a rough surface mirrors it: a
 * grey room and soft boxes.
 */
final class Studio {
  /**
   * Directions of the boxes' middles, how far they reach to both sides, and how bright they are.
   */
  private static final Box[] BOXES = {
    new Box(-0.62, 0.52, 0.62, 0.34, 0.42, 4.6, 1f, 0.97f, 0.92f),
    new Box(0.86, 0.22, 0.36, 0.16, 0.62, 2.6, 0.9f, 0.95f, 1f),
    new Box(0.1, 0.96, 0.18, 0.6, 0.3, 2.4, 1f, 1f, 1f),
    new Box(-0.8, 0.2, -0.55, 0.14, 0.6, 2.6, 1f, 1f, 1f),
    new Box(0.62, 0.3, -0.7, 0.2, 0.5, 2.2, 0.95f, 0.97f, 1f),
    new Box(0.12, -0.06, 0.99, 0.22, 0.5, 0.55, 1f, 1f, 1f)
  };

  private Studio() {}

  private record Box(
      double x,
      double y,
      double z,
      double wide,
      double high,
      double power,
      float red,
      float green,
      float blue) {}

  /**
   * Adds up what comes from a direction.
   *
   * @param blur 0 as in a mirror to 1 as on chalk
   */
  static void light(float x, float y, float z, float blur, float[] out) {
    float sky = smooth((y + 1) / 2);
    float room = 0.16f + 0.3f * sky + 0.2f * bump(y, 0.05f, 0.22f + blur) * (1 - blur);
    out[0] = room * 0.98f;
    out[1] = room;
    out[2] = room * 1.03f;
    for (Box box : BOXES) {
      float strength = box(box, x, y, z, blur);
      out[0] += strength * box.red;
      out[1] += strength * box.green;
      out[2] += strength * box.blue;
    }
  }

  private static float box(Box box, float x, float y, float z, float blur) {
    double towards = x * box.x + y * box.y + z * box.z;
    if (towards <= 0) {
      return 0;
    }
    // Across and up on the box, whose sides are level.
    double level = Math.sqrt(box.x * box.x + box.z * box.z);
    double across = (x * box.z - z * box.x) / level;
    double up = y * level - box.y * (x * box.x + z * box.z) / level;
    double soft = 0.03 + 0.85 * blur;
    return (float)
        (box.power
            * window(across, box.wide, soft)
            * window(up, box.high, soft)
            * Math.min(1, 3 * towards));
  }

  /** A slot of a half width, blurred: what is lost in its middle is gained beside it. */
  private static double window(double at, double half, double soft) {
    return smooth((float) ((at + half) / (2 * soft) + 0.5))
        - smooth((float) ((at - half) / (2 * soft) + 0.5));
  }

  private static float bump(float at, float middle, float width) {
    float t = (at - middle) / width;
    return 1 / (1 + t * t);
  }

  private static float smooth(float t) {
    float x = Math.max(0, Math.min(1, t));
    return x * x * (3 - 2 * x);
  }
}
