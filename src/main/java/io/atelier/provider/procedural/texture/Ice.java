package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Thick ice: deep blue below, clouds of air, white fracture planes that fade on one side. */
record Ice(Ramp ramp, PeriodicNoise depth, PeriodicNoise frost, CellularNoise plates, int count)
    implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x0a3c6c, 0x2c7cb4, 0x72b8dc, 0xb8e2f2, 0xf4fdff);
    return new Ice(ramp, look.noise(), look.noise(), look.cells(), look.random().between(3, 4));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.05f * depth.fbm(u, v, 4, 4, 4);
    float wv = v + 0.05f * depth.fbm(u + 0.3f, v + 0.8f, 4, 4, 4);
    float murk = depth.fbm(wu, wv, 2, 2, 5);
    float air = frost.fbm(wu, wv, 9, 9, 5);
    float large = fracture(wu, wv, count, texel);
    float plate = texel.cell.random() - 0.5f;
    float small =
        fracture(wu + 0.41f, wv + 0.23f, count * 3, texel) * Curve.smoothstep(0, 0.35f, murk);
    float veil = Curve.smoothstep(0.1f, 0.6f, air + 0.3f * murk);
    ramp.paint(0.34f + 0.42f * murk + 0.12f * plate + 0.26f * veil, texel);
    ramp.glaze(1, Curve.clamp(0.85f * large + 0.5f * small), texel);
    texel.height = 0.012f * murk - 0.002f * large + 0.0012f * air;
    texel.gloss = 0.55f;
    texel.roughness = 0.12f + 0.3f * Curve.clamp(0.5f * veil + 0.5f * large);
  }

  private float fracture(float u, float v, int plates, Texel texel) {
    CellularNoise.Cell cell = texel.cell;
    this.plates.at(u, v, plates, plates, 1, cell);
    float gap = cell.f2 - cell.f1;
    float line = Curve.smoothstep(0.035f, 0.004f, gap);
    // A plane seen at a slant: a white haze beside the line, on the side it leans to.
    float slant = Curve.smoothstep(0.3f, 0, gap) * Curve.clamp(0.5f + cell.dx * 1.6f);
    return Math.max(line, 0.4f * slant * slant);
  }
}
