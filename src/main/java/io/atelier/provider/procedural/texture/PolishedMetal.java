package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;

/**
 * Metal with a mirror finish, rippled or hammered: it shows a warped horizon, dark below and bright
 * above.
 */
record PolishedMetal(
    Ramp ramp, PeriodicNoise noise, CellularNoise dents, boolean hammered, int waves)
    implements Pattern {

  static Pattern of(Look look) {
    return new PolishedMetal(
        Metals.ramp(look),
        look.noise(),
        look.cells(),
        look.says("hammered beaten dented"),
        look.random().between(1, 2));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    if (hammered) {
      hammered(u, v, texel);
    } else {
      liquid(u, v, texel);
    }
  }

  private void liquid(float u, float v, Texel texel) {
    float wu = u + 0.16f * noise.fbm(u, v, 1, 2, 3);
    float wv = v + 0.08f * noise.fbm(u + 0.37f, v + 0.61f, 2, 2, 3);
    float form = noise.fbm(wu, wv, waves, waves + 1, 2);
    float mirror = 0.5f + 0.5f * Sine.ofTurns(1.5f * form + 0.1f * noise.at(wu, wv, 5, 5));
    // Ground, a dark line of horizon, then a sky that is palest just above it.
    float sky = Curve.smoothstep(0.5f, 0.535f, mirror);
    float ground = 0.16f + 0.95f * mirror - 0.42f * Curve.smoothstep(0.36f, 0.5f, mirror);
    float reflected = Curve.mix(ground, 1.3f - 0.75f * mirror, sky);
    ramp.paint(texel.pictured ? reflected : 0.74f + 0.04f * form, texel);
    texel.metal = 1;
    texel.roughness = 0.1f;
    texel.height = 0.05f * form;
    texel.gloss = 0.7f;
  }

  private void hammered(float u, float v, Texel texel) {
    CellularNoise.Cell cell = texel.cell;
    float warp = 0.012f * noise.fbm(u, v, 6, 6, 2);
    dents.at(u + warp, v - warp, 9, 9, 0.85f, cell);
    float tone = 0.42f + 0.3f * cell.dx + 0.38f * cell.dy + 0.1f * (cell.random() - 0.5f);
    float fine = noise.fbm(u, v, 24, 24, 3);
    ramp.paint((texel.pictured ? tone : 0.68f) + 0.06f * fine, texel);
    texel.metal = 1;
    texel.roughness = 0.24f + 0.08f * fine;
    texel.height = 0.045f * cell.f1 * cell.f1;
    texel.gloss = 0.6f;
  }
}
