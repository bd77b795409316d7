package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * Inks swirled into each other like marbled endpapers: what a prompt gets that names no material.
 */
record Marbling(
    Ramp ramp, Ramp line, PeriodicNoise noise, int scale, float swirl, float rings, float gloss)
    implements Pattern {

  static Pattern of(Look look) {
    SplitMix64 random = look.random();
    Ramp ramp = look.palette().invented(random);
    Ramp line = look.palette().invented(random);
    return new Marbling(
        ramp,
        line,
        look.noise(),
        random.between(2, 3),
        random.between(0.1f, 0.24f),
        random.between(1.2f, 3.4f),
        random.between(0, 0.5f));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float a = u + swirl * noise.fbm(u, v, scale, scale, 3);
    float b = v + swirl * noise.fbm(u + 0.52f, v + 0.13f, scale, scale, 3);
    float wu = u + swirl * noise.fbm(a + 0.17f, b + 0.92f, scale, scale, 3);
    float wv = v + swirl * noise.fbm(a + 0.83f, b + 0.28f, scale, scale, 3);
    float field = noise.fbm(wu, wv, scale, scale, 4);
    float phase = Curve.fract(rings * field + 4);
    float wave = 0.5f + 0.5f * Sine.ofTurns(phase);
    ramp.paint(0.5f + 0.62f * field + 0.3f * (wave - 0.5f), texel);
    float vein = Curve.smoothstep(0.05f, 0.01f, Math.abs(phase - 0.5f));
    line.glaze(0.8f, 0.55f * vein, texel);
    texel.height = 0.018f * field + 0.002f * wave;
    texel.gloss = gloss;
  }
}
