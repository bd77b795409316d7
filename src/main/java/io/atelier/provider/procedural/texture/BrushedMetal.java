package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * Metal under a wire brush: fine parallel streaks, and the broad bands of light they throw across
 * the grain.
 */
record BrushedMetal(
    Ramp ramp, PeriodicNoise grain, PeriodicNoise sheen, int bands, float phase, boolean upright)
    implements Pattern {

  static Pattern of(Look look) {
    SplitMix64 random = look.random();
    return new BrushedMetal(
        Metals.ramp(look),
        look.noise(),
        look.noise(),
        random.between(1, 2),
        random.unit(),
        random.chance(0.35f));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float along = upright ? v : u;
    float across = upright ? u : v;
    float fine = grain.fibres(along, across, 3, 48, 4);
    float coarse = grain.fibres(along, across, 1, 9, 3);
    float scratch = sheen.at(along, across, 5, 233);
    // Light spreads across the grain, so the bands run across it and waver along it.
    float wander = 0.09f * sheen.fbm(along, across, 1, 3, 3) + 0.012f * fine;
    float band = 0.5f + 0.5f * Sine.ofTurns(bands * along + phase + wander);
    float second = 0.5f + 0.5f * Sine.ofTurns((bands + 2) * along + 2.3f * phase + 2 * wander);
    float tone = 0.3f + 0.34f * band * band + 0.1f * second + 0.17f * fine + 0.08f * coarse;
    tone += 0.35f * Curve.smoothstep(0.6f, 0.95f, scratch);
    ramp.paint(texel.pictured ? tone : 0.68f + 0.12f * fine + 0.06f * coarse, texel);
    texel.metal = 1;
    texel.roughness = 0.36f + 0.1f * fine + 0.06f * coarse;
    texel.height = 0.00035f * fine;
    texel.gloss = 0.2f + 0.5f * band * band;
  }
}
