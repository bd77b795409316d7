package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** A king's crown: a band with stones, points with balls on them. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Crown(float[] metal, float[] stones) implements Sculpture.Form {
  private static final int POINTS = 8;
  private static final float RADIUS = 0.62f;
  private static final float FOOT = -0.46f;
  private static final float TIP = 0.42f;

  @Override
  public int parts() {
    return 3;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    float out = Distance.length(x, z, 0);
    float turns = (float) (StrictMath.atan2(z, x) / (2 * Math.PI)) * POINTS;
    float within = Curve.fract(turns) - 0.5f;
    float side = within / POINTS * 6.2832f * RADIUS;
    float flare = RADIUS + 0.14f * (y - FOOT);
    return switch (part) {
      case 0 -> {
        float top = Curve.mix(TIP, -0.12f, Math.min(1, 2.2f * Math.abs(within)));
        float wall =
            Math.max(Math.abs(out - flare) - 0.025f, Math.max(FOOT - y, 0.42f * (y - top)));
        float hem =
            Distance.length(
                    out - RADIUS - 0.01f, Math.max(0, Math.abs(y - FOOT - 0.06f) - 0.03f), 0)
                - 0.04f;
        float band = Distance.length(out - RADIUS - 0.04f, y - FOOT - 0.3f, 0) - 0.028f;
        yield 0.8f * Math.min(wall, Math.min(hem, band));
      }
      case 1 -> Distance.ball(out - RADIUS - 0.12f, y - TIP - 0.03f, side, 0.06f);
      default -> Distance.egg(out - RADIUS - 0.05f, y - FOOT - 0.18f, side, 0.055f, 0.075f);
    };
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    if (part == 2) {
      hit.paint(stones, 0, 0.04f);
    } else {
      hit.paint(metal, 1, 0.16f);
    }
  }
}
