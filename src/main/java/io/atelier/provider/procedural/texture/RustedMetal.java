package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * Metal that the weather got at: flaking rust in spreading patches, bare metal or old paint
 * between.
 */
record RustedMetal(Ramp bare, Ramp rust, PeriodicNoise patches, PeriodicNoise grit, float cover)
    implements Pattern {

  static Pattern of(Look look) {
    Ramp rust =
        look.says("copper bronze verdigris patina")
            ? look.palette().natural(0x0e2c28, 0x2c6a5c, 0x58a08c, 0x9cd0bc)
            : look.palette().natural(0x1c0a04, 0x4e1e0c, 0x8c3e14, 0xc46a26, 0xe09a54);
    return new RustedMetal(
        Metals.ramp(look), rust, look.noise(), look.noise(), look.random().between(-0.12f, 0.12f));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.05f * patches.fbm(u, v, 3, 3, 4);
    // Off the lattice's lines, where all layers are 0 and rust would end straight along the border.
    float area = patches.fbm(wu + 0.17f, v + 0.29f, 3, 3, 6);
    float fine = grit.fbm(u, v, 40, 40, 4);
    float streak = grit.fibres(v, u, 2, 24, 3);
    float mask = Curve.smoothstep(-0.06f, 0.1f, area + cover + 0.12f * fine + 0.1f * streak);
    bare.paint(0.48f + 0.1f * fine + 0.1f * streak, texel);
    texel.gloss = 0.4f * (1 - mask);
    texel.metal = 1 - Curve.smoothstep(0.2f, 0.6f, mask);
    texel.roughness = Curve.mix(0.4f + 0.1f * streak, 0.9f + 0.1f * fine, mask);
    rust.glaze(0.45f + 0.55f * area + 0.4f * fine, mask, texel);
    float rim = Curve.smoothstep(0.5f, 0.05f, Math.abs(mask - 0.35f));
    texel.shade(1 - 0.25f * rim * mask);
    texel.height = mask * (0.006f + 0.004f * fine + 0.006f * area);
  }
}
