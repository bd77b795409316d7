package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** A treasure chest: planks under a rounded lid, metal bands, a lock. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Chest(float[] wood, float[] metal) implements Sculpture.Form {
  private static final int PLANKS = 0;
  private static final int BANDS = 1;
  private static final float[] DARK = {0.01f, 0.008f, 0.006f};
  private static final float HALF = 0.64f;
  private static final float SEAM = 0.02f;
  private static final float LID = 0.4f;
  private static final float PLANK = 0.145f;

  @Override
  public int parts() {
    return 3;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    return switch (part) {
      case PLANKS -> body(x, y, z);
      case BANDS -> {
        float corner = Math.min(Math.abs(Math.abs(x) - HALF + 0.06f), Math.abs(x)) - 0.055f;
        float rim = Math.abs(y - SEAM) - 0.035f;
        yield Math.max(body(x, y, z) - 0.022f, Math.min(corner, rim));
      }
      default -> Distance.box(x, y - SEAM + 0.06f, z - LID - 0.03f, 0.1f, 0.13f, 0.05f, 0.02f);
    };
  }

  private static float body(float x, float y, float z) {
    float box = Distance.box(x, y + 0.28f, z, HALF, 0.3f, LID, 0.02f);
    float lid = Distance.cylinder(Distance.length(y - SEAM, z, 0), x, LID, HALF);
    return Math.min(box, Math.max(lid, SEAM - y));
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    if (part != PLANKS) {
      hit.paint(metal, 1, 0.22f);
      float keyhole =
          Math.min(
              Distance.length(x, y + 0.02f, 0) - 0.03f, Math.abs(x) + Math.abs(y + 0.08f) - 0.05f);
      if (part > BANDS && keyhole < 0) {
        hit.paint(DARK, 0, 0.6f);
      }
      return;
    }
    float along = y > SEAM ? (float) StrictMath.atan2(y - SEAM, z) * LID : y;
    float grain = 0.86f + 0.14f * (float) StrictMath.sin(9 * x + 40 * along);
    float gap = Math.abs(Curve.fract(along / PLANK) - 0.5f);
    hit.paint(wood, 0, 0.42f);
    hit.blend(DARK, 1 - grain);
    hit.blend(DARK, 0.85f * Curve.smoothstep(0.44f, 0.49f, gap));
  }
}
