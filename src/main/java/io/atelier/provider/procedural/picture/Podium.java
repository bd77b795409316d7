package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** The steps for first, second and third, each with its number. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Podium(float[] body, float[] metal) implements Sculpture.Form {
  private static final float WIDE = 0.24f;
  private static final float DEEP = 0.26f;
  private static final float FOOT = -0.55f;
  private static final float STEP = 0.5f;
  private static final float[] TOPS = {-0.08f, 0.3f, -0.24f};
  private static final int[] PLACES = {2, 1, 3};

  /** A number's strokes: top, middle, bottom, then left and right above, left and right below. */
  private static final int[] STROKES = {0, 0b1010000, 0b0110111, 0b1010111};

  @Override
  public int parts() {
    return 4;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    if (part == 3) {
      float trims = Float.MAX_VALUE;
      for (int i = 0; i < 3; i++) {
        float at = x - (i - 1) * STEP;
        trims =
            Math.min(
                trims,
                Distance.box(at, y - TOPS[i], z, WIDE + 0.012f, 0.03f, DEEP + 0.015f, 0.01f));
      }
      return trims;
    }
    float half = (TOPS[part] - FOOT) / 2;
    return Distance.box(x - (part - 1) * STEP, y - FOOT - half, z, WIDE, half, DEEP, 0.012f);
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    if (part == 3) {
      hit.paint(metal, 1, 0.18f);
      return;
    }
    hit.paint(body, 0, 0.2f);
    if (hit.nz > 0.7f) {
      float px = (x - (part - 1) * STEP) / 0.09f;
      float py = (y - TOPS[part] + 0.2f) / 0.09f;
      float ink = Curve.smoothstep(0.06f, -0.02f, number(PLACES[part], px, py));
      hit.blend(metal, ink);
      hit.metal = ink;
    }
  }

  private static float number(int place, float x, float y) {
    float least = Float.MAX_VALUE;
    for (int stroke = 0; stroke < 7; stroke++) {
      if ((STROKES[place] >> stroke & 1) != 0) {
        least = Math.min(least, stroke(stroke, place == 1 ? x + 0.5f : x, y));
      }
    }
    return least - 0.14f;
  }

  private static float stroke(int stroke, float x, float y) {
    if (stroke < 3) {
      return Distance.length(Math.max(0, Math.abs(x) - 0.5f), y - (1 - stroke), 0);
    }
    float side = (stroke & 1) == 1 ? -0.5f : 0.5f;
    float middle = stroke < 5 ? 0.5f : -0.5f;
    return Distance.length(x - side, Math.max(0, Math.abs(y - middle) - 0.5f), 0);
  }
}
