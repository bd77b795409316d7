package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Leather: pebbles parted by creases, darker where the hide was stretched. */
record Leather(Ramp ramp, CellularNoise pebbles, PeriodicNoise noise, int count)
    implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x1a0c06, 0x3e2012, 0x663a22, 0x986446);
    return new Leather(ramp, look.cells(), look.noise(), look.random().between(36, 52));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    CellularNoise.Cell cell = texel.cell;
    float wu = u + 0.008f * noise.fbm(u, v, 10, 10, 3);
    float wv = v + 0.008f * noise.fbm(u + 0.5f, v + 0.5f, 10, 10, 3);
    pebbles.at(wu, wv, count, count, 0.95f, cell);
    float crease = Curve.smoothstep(0.02f, 0.3f, cell.f2 - cell.f1);
    float broad = noise.fbm(u, v, 3, 3, 4);
    float fine = noise.fbm(u, v, 90, 90, 3);
    float tone = 0.26f + 0.3f * crease + 0.2f * (cell.random() - 0.5f) + 0.22f * broad;
    ramp.paint(tone + 0.07f * fine, texel);
    texel.height = 0.0045f * crease - 0.002f * cell.f1 + 0.0008f * fine + 0.008f * broad;
    texel.gloss = 0.3f * crease;
  }
}
