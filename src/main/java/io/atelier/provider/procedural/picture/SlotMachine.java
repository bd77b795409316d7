package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** A slot machine: a case with a lit arch, three reels behind a window, a tray, a lever. */
@SuppressWarnings("ArrayRecordComponent") // never compared, never changed
record SlotMachine(float[] body, float[] metal, Emblem emblem) implements Sculpture.Form {
  private static final int CASE = 0;
  private static final int FRAME = 1;
  private static final int KNOB = 2;
  private static final float[] PAPER = {0.9f, 0.88f, 0.8f};
  private static final float[] INK = {0.6f, 0.01f, 0.03f};
  private static final float[] LAMP = {1, 0.8f, 0.3f};
  private static final float REEL = 0.26f;

  @Override
  public int parts() {
    return 3;
  }

  @Override
  public float distance(int part, float x, float y, float z) {
    return switch (part) {
      case CASE -> {
        float box = Distance.box(x, y + 0.2f, z, 0.5f, 0.5f, 0.3f, 0.04f);
        float arch = Distance.cylinder(Distance.length(x, y - 0.3f, 0), z, 0.46f, 0.26f);
        yield Math.min(box, Math.max(arch, 0.2f - y));
      }
      case FRAME -> {
        float window = Distance.box(x, y - 0.06f, z - 0.3f, 0.44f, 0.2f, 0.035f, 0.02f);
        float hole = Distance.box(x, y - 0.06f, z - 0.34f, 0.4f, 0.16f, 0.05f, 0.01f);
        float tray = Distance.box(x, y + 0.5f, z - 0.32f, 0.36f, 0.07f, 0.1f, 0.03f);
        float arm = Distance.box(x - 0.62f, y + 0.02f, z, 0.03f, 0.32f, 0.03f, 0.02f);
        float hinge = Distance.box(x - 0.55f, y + 0.32f, z, 0.1f, 0.06f, 0.06f, 0.03f);
        yield Math.min(Math.min(Math.max(window, -hole), tray), Math.min(arm, hinge));
      }
      default -> Distance.ball(x - 0.62f, y - 0.36f, z, 0.1f);
    };
  }

  @Override
  public void paint(int part, float x, float y, float z, Ray hit) {
    if (part == KNOB) {
      hit.paint(INK, 0, 0.05f);
    } else if (part == FRAME) {
      hit.paint(metal, 1, 0.16f);
    } else {
      hit.paint(body, 0, 0.14f);
      if (hit.nz > 0.7f) {
        front(x, y, hit);
      }
    }
  }

  private void front(float x, float y, Ray hit) {
    if (Math.abs(x) < 0.4f && Math.abs(y - 0.06f) < 0.16f) {
      float at = x / REEL + 1.5f;
      float px = (Curve.fract(at) - 0.5f) * REEL / 0.1f;
      hit.paint(PAPER, 0, 0.3f);
      hit.blend(INK, Curve.smoothstep(0.03f, -0.03f, emblem.distance(px, (y - 0.06f) / 0.1f)));
      float gap = Math.abs(Curve.fract(at) - 0.5f);
      float shade = 1 - 0.8f * Curve.smoothstep(0.46f, 0.5f, gap) - 20 * (y - 0.06f) * (y - 0.06f);
      hit.red *= shade;
      hit.green *= shade;
      hit.blue *= shade;
      return;
    }
    float out = Math.abs(Distance.length(x, y - 0.3f, 0) - 0.38f);
    float turns = (float) (StrictMath.atan2(y - 0.3f, x) / Math.PI) * 9;
    float bulb = Distance.length(out, (Curve.fract(turns) - 0.5f) * 0.13f, 0);
    if (y > 0.28f && bulb < 0.03f) {
      hit.paint(LAMP, 0, 0.3f);
      hit.glow = 3;
    }
  }
}
