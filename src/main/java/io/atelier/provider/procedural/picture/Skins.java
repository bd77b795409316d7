package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.prompt.Curve;

/** What dice, cards and scraps of paper are covered with. */
final class Skins {
  private static final float[] PAPER = {0.86f, 0.85f, 0.8f};
  private static final float[] RED = {0.62f, 0.012f, 0.02f};
  private static final float[] BLACK = {0.012f, 0.012f, 0.016f};
  private static final int[][] PIPS = {
    {4}, {0, 8}, {0, 4, 8}, {0, 2, 6, 8}, {0, 2, 4, 6, 8}, {0, 2, 3, 5, 6, 8}
  };
  private static final int[] VALUES = {6, 1, 5, 2, 4, 3};
  static final float CARD_WIDE = 0.64f;
  static final float CARD_HIGH = 0.9f;

  private Skins() {}

  /** Plastic that is rounded along its edges. */
  static Hull die(float[] body, float[] pip) {
    return Hull.box(
        0.5f,
        0.5f,
        0.5f,
        (x, y, z, plane, hit) -> {
          float u = plane < 2 ? z : x;
          float v = plane / 2 == 1 ? z : y;
          hit.paint(body, 0, 0.12f);
          for (int spot : PIPS[VALUES[plane] - 1]) {
            float px = u - 0.25f * (spot % 3 - 1);
            float py = v - 0.25f * (spot / 3 - 1);
            float away = (float) Math.sqrt(px * px + py * py);
            hit.blend(pip, Curve.smoothstep(0.095f, 0.085f, away));
          }
          round(x, y, z, hit);
        });
  }

  private static void round(float x, float y, float z, Ray hit) {
    hit.nx += edge(x) * 0.9f;
    hit.ny += edge(y) * 0.9f;
    hit.nz += edge(z) * 0.9f;
    float length = 1 / (float) Math.sqrt(hit.nx * hit.nx + hit.ny * hit.ny + hit.nz * hit.nz);
    hit.nx *= length;
    hit.ny *= length;
    hit.nz *= length;
  }

  private static float edge(float x) {
    float near = Curve.smoothstep(0.4f, 0.5f, Math.abs(x));
    return Math.signum(x) * near * near;
  }

  /** A playing card: the suit in the middle and in two corners, a back in two colours. */
  static Hull card(Emblem suit, float[] back, float[] gold) {
    float[] ink = suit == Emblem.HEART || suit == Emblem.DIAMOND ? RED : BLACK;
    return Hull.box(
        CARD_WIDE,
        CARD_HIGH,
        0.006f,
        (x, y, z, plane, hit) -> {
          hit.paint(PAPER, 0, 0.3f);
          if (plane < 4) {
            return;
          }
          float inX = CARD_WIDE - Math.abs(x);
          float inY = CARD_HIGH - Math.abs(y);
          float edge = Math.min(inX, inY);
          if (plane == 5) {
            float lattice =
                Math.min(
                    Math.abs(Curve.fract((x + y) * 6) - 0.5f),
                    Math.abs(Curve.fract((x - y) * 6) - 0.5f));
            hit.blend(back, Curve.smoothstep(0.05f, 0.06f, edge));
            hit.blend(
                gold,
                0.8f
                    * Curve.smoothstep(0.1f, 0.06f, lattice)
                    * Curve.smoothstep(0.1f, 0.11f, edge));
            return;
          }
          hit.blend(gold, 0.9f * Curve.smoothstep(0.008f, 0.004f, Math.abs(edge - 0.045f)));
          mark(suit, x / 0.5f, y / 0.5f, ink, hit);
          float turn = y > 0 ? 1 : -1;
          mark(
              suit,
              (x * turn + CARD_WIDE - 0.16f) / 0.16f,
              (y * turn - CARD_HIGH + 0.2f) / 0.16f,
              ink,
              hit);
        });
  }

  private static void mark(Emblem suit, float x, float y, float[] ink, Ray hit) {
    hit.blend(ink, Curve.smoothstep(0.02f, -0.02f, suit.distance(x, y)));
  }

  /** Thin foil of one colour. */
  static Hull confetti(float[] colour, float wide) {
    return Hull.box(wide, 1, 0.02f, (x, y, z, plane, hit) -> hit.paint(colour, 0.35f, 0.25f));
  }

  /** A gambling chip's face: blocks of white around its rim, a ring and the emblem. */
  static Disk.Face chip(float[] colour, Emblem emblem) {
    return new Disk.Face() {
      @Override
      public void face(float x, float y, float r, boolean front, Ray hit) {
        hit.paint(colour, 0, 0.35f);
        float turns = (float) (StrictMath.atan2(y, x) / (2 * Math.PI)) * 8;
        float block = Curve.smoothstep(0.27f, 0.24f, Math.abs(Curve.fract(turns) - 0.5f));
        hit.blend(PAPER, block * Curve.smoothstep(0.72f, 0.74f, r));
        hit.blend(PAPER, Curve.smoothstep(0.02f, 0.012f, Math.abs(r - 0.66f)));
        hit.blend(PAPER, Curve.smoothstep(0.03f, -0.03f, emblem.distance(x / 0.52f, y / 0.52f)));
        float bevel = Curve.smoothstep(0.93f, 1, r);
        hit.nx = 0.7f * bevel * x;
        hit.ny = 0.7f * bevel * y;
      }

      @Override
      public void rim(float x, float y, float z, Ray hit) {
        float turns = (float) (StrictMath.atan2(y, x) / (2 * Math.PI)) * 8;
        hit.paint(Math.abs(Curve.fract(turns) - 0.5f) < 0.25f ? PAPER : colour, 0, 0.4f);
      }
    };
  }
}
