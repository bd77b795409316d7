package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Machined plates in a honeycomb, light in the seams: hulls, shields, arenas of the future. */
record HexPlates(
    Ramp plate, Ramp seam, PeriodicNoise noise, int columns, int rows, float power, boolean metal)
    implements Pattern {

  static Pattern of(Look look) {
    Palette palette = look.palette();
    boolean honey = look.says("honeycomb honey beehive");
    Ramp plate =
        honey
            ? palette.main(0x5a3004, 0xb06c0c, 0xe8a424, 0xfcd868)
            : palette.accent(0x0c1016, 0x262e38, 0x485460, 0x7c8a98);
    Ramp seam =
        honey
            ? palette.natural(0x4a2402, 0xa05c08, 0xf4b83c)
            : palette.main(0x02384c, 0x08a4d0, 0x6cecff);
    boolean wide = look.random().chance(0.5f);
    return new HexPlates(
        plate, seam, look.noise(), wide ? 7 : 5, wide ? 8 : 6, honey ? 0.25f : 0.9f, !honey);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float x = u * columns;
    float y = v * rows;
    int row = Curve.floor(y + 0.5f);
    float bestEdge = -1;
    int plateId = 0;
    for (int j = row - 1; j <= row + 1; j++) {
      float offset = (j & 1) * 0.5f;
      int column = Curve.floor(x - offset + 0.5f);
      float dx = Math.abs(x - offset - column);
      float dy = Math.abs(y - j);
      // Distance to the three pairs of sides; 0.5 is the middle, 0 the rim.
      float edge = 0.5f - Math.max(dx, 0.5f * dx + 0.75f * dy);
      if (edge > bestEdge) {
        bestEdge = edge;
        plateId = PeriodicNoise.wrap(j, rows) * 64 + PeriodicNoise.wrap(column, columns);
      }
    }
    float solid = Curve.smoothstep(0.02f, 0.05f, bestEdge);
    float bevel = Curve.smoothstep(0.03f, 0.1f, bestEdge);
    float inset = Curve.smoothstep(0.2f, 0.21f, bestEdge) * (noise.of(plateId) < 0.35f ? 1 : 0);
    float fine = noise.fbm(u, v, 32, 32, 5);
    float scratch = noise.fibres(u, v, 4, 64, 3);
    plate.paint(
        0.45f
            + 0.3f * (noise.of(plateId + 999) - 0.5f)
            + 0.12f * fine
            + 0.08f * scratch
            - 0.1f * inset,
        texel);
    texel.shade(0.1f + 0.9f * solid);
    float halo = Curve.smoothstep(0.14f, 0, bestEdge);
    float lit = 0.5f + 0.5f * noise.fbm(u, v, 2, 2, 2);
    seam.glow(
        0.6f + 0.4f * (1 - solid),
        power * ((1 - solid) * (0.5f + lit) + 0.18f * halo * halo * lit),
        texel);
    texel.height = 0.008f * bevel - 0.004f * inset + 0.0006f * scratch;
    texel.gloss = 0.45f * solid;
    texel.metal = metal ? solid : 0;
    texel.roughness = 0.4f + 0.12f * fine + 0.1f * scratch + 0.3f * (1 - solid);
  }
}
