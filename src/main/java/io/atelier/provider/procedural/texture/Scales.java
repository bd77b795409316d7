package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * The scales of a dragon, snake or fish: rounded plates in rows, each lying over the ones below it.
 */
record Scales(Ramp ramp, PeriodicNoise noise, int columns, int rows) implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x04120a, 0x12402a, 0x2a7048, 0x6cb484, 0xd0f0c8);
    int columns = look.random().between(6, 9);
    return new Scales(ramp, look.noise(), columns, columns * 2);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float x = (u + 0.006f * noise.fbm(u, v, 5, 5, 2)) * columns;
    float y = (v + 0.006f * noise.fbm(u + 0.5f, v, 5, 5, 2)) * rows;
    int top = Curve.floor(y);
    // A scale hangs from its row and covers the two below: the highest row that reaches here is on
    // top.
    for (int row = top - 2; row <= top; row++) {
      float offset = (row & 1) * 0.5f;
      int column = Curve.floor(x - offset);
      float across = 2 * (x - offset - column) - 1;
      float down = (y - row) / 2.6f;
      float rim = 1 - across * across * 0.98f - down * down * down;
      if (rim > 0 || row == top) {
        scale(
            across,
            down,
            rim,
            PeriodicNoise.wrap(row, rows) * 64 + PeriodicNoise.wrap(column, columns),
            u,
            v,
            texel);
        return;
      }
    }
  }

  private void scale(float across, float down, float rim, int id, float u, float v, Texel texel) {
    float broad = noise.fbm(u, v, 2, 2, 3);
    float fine = noise.fbm(u, v, 48, 48, 4);
    float ridges = noise.fibres(v, u, 6, columns * 10, 2);
    float keel = Math.max(0, 1 - 4 * Math.abs(across));
    float tone = 0.2f + 0.42f * down * (1 - across * across) + 0.18f * (noise.of(id) - 0.5f);
    tone += 0.22f * broad + 0.06f * fine + 0.08f * ridges + 0.08f * keel * down;
    ramp.paint(tone, texel);
    ramp.glaze(0.85f, 0.35f * Curve.smoothstep(0.16f, 0.05f, rim), texel);
    texel.shade(0.25f + 0.75f * Curve.smoothstep(-0.02f, 0.1f, rim));
    texel.height =
        0.1f / columns * (down + 0.5f * (float) Math.sqrt(Math.max(0, rim)) + 0.15f * keel)
            + 0.001f * fine;
    texel.gloss = 0.45f;
  }
}
