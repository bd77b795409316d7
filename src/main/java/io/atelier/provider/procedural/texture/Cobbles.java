package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Rounded stones set in earth: cobbled streets, river pebbles, dry walls. */
record Cobbles(Ramp ramp, Ramp earth, CellularNoise stones, PeriodicNoise noise, int count)
    implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x2a2825, 0x5c5852, 0x8c8880, 0xbcb8ae);
    Ramp earth = look.palette().natural(0x120e0a, 0x2a221a, 0x443a2e);
    return new Cobbles(ramp, earth, look.cells(), look.noise(), look.random().between(7, 10));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    CellularNoise.Cell cell = texel.cell;
    float wu = u + 0.014f * noise.fbm(u, v, 8, 8, 3);
    float wv = v + 0.014f * noise.fbm(u + 0.5f, v + 0.25f, 8, 8, 3);
    stones.at(wu, wv, count, count, 0.72f, cell);
    float gap = cell.f2 - cell.f1;
    float solid = Curve.smoothstep(0.05f, 0.13f, gap);
    float dome = Curve.smoothstep(0.03f, 0.6f, gap);
    float fine = noise.fbm(u, v, 40, 40, 4);
    float broad = noise.fbm(u + cell.random(), v, 9, 9, 4);
    ramp.paint(0.45f + 0.45f * (cell.random() - 0.5f) + 0.22f * broad + 0.2f * fine, texel);
    earth.glaze(0.5f + 0.5f * fine, 1 - solid, texel);
    texel.shade(0.5f + 0.5f * Curve.smoothstep(0, 0.3f, gap));
    texel.height = 0.16f / count * dome + 0.003f * fine * solid + 0.006f * broad * solid;
    texel.gloss = 0.15f * solid;
  }
}
