package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** A winner's cup with two handles and an emblem, on a dark plinth. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record Trophy(float[] metal, float[] plinth, Emblem emblem) implements Sculpture.Form {
  private static final int CUP = 0;
  private static final int PLINTH = 2;
  private static final float BRIM = 0.66f;

  @Override
  public int parts() {
    return 3;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    float out = Distance.length(x, z, 0);
    return switch (part) {
      case CUP -> cup(x, y, z);
      case 1 -> {
        float stem =
            Distance.cylinder(out, y + 0.22f, 0.055f + 0.5f * Math.max(0, -0.36f - y), 0.26f);
        float knob = Distance.ball(x, y + 0.14f, z, 0.11f);
        float foot = Distance.cylinder(out, y + 0.5f, 0.27f, 0.03f);
        float handle =
            Math.max(
                Distance.ring(Math.abs(x) - 0.45f, y - 0.36f, z, 0.21f, 0.035f),
                -cup(x, y, z) - 0.02f);
        yield Math.min(Math.min(stem, knob), Math.min(foot, handle));
      }
      default -> Distance.box(x, y + 0.67f, z, 0.32f, 0.14f, 0.32f, 0.03f);
    };
  }

  private static float cup(float x, float y, float z) {
    float egg = Distance.egg(x, y - BRIM, z, 0.46f, 0.7f);
    float wall = Math.max(Math.max(egg, y - BRIM), -egg - 0.05f);
    float brim = Distance.length(Distance.length(x, z, 0) - 0.455f, y - BRIM, 0) - 0.025f;
    return Math.min(wall, brim);
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    if (part == PLINTH) {
      hit.paint(plinth, 0, 0.12f);
      boolean plate = z > 0 && Math.abs(x) < 0.2f && Math.abs(y + 0.67f) < 0.07f;
      if (plate) {
        hit.paint(metal, 1, 0.2f);
      }
      return;
    }
    hit.paint(metal, 1, 0.12f);
    if (part == CUP && z > 0) {
      float figure = emblem.distance(x / 0.24f, (y - 0.4f) / 0.24f);
      float line = Curve.smoothstep(0.1f, 0.03f, Math.abs(figure));
      hit.rough = 0.12f + 0.3f * Curve.smoothstep(0.03f, -0.03f, figure);
      float dark = 1 - 0.55f * line;
      hit.red *= dark;
      hit.green *= dark;
      hit.blue *= dark;
    }
  }
}
