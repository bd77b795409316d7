package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** A lawn from above: blades in three depths leaning with the wind, the lowest in shadow. */
record Grass(Ramp ramp, PeriodicNoise blades, PeriodicNoise wind) implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x081404, 0x1c3a0c, 0x3a6a18, 0x6ca02c, 0xb0d45c);
    return new Grass(ramp, look.noise(), look.noise());
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float sway = wind.fbm(u, v, 3, 3, 3);
    float best = -1;
    float tone = 0;
    for (int depth = 0; depth < 3; depth++) {
      float shift = 0.31f * depth;
      float lean = 0.035f * sway + 0.02f * blades.at(u + shift, v, 7, 7);
      // The shear by whole tiles gives each depth its own lean and keeps the period.
      float x = u + (depth - 1) * v + lean + shift;
      float blade = blades.at(x, v + shift + lean, 72 + 14 * depth, 11);
      float height = blade + 0.22f * depth;
      if (height > best) {
        best = height;
        tone = 0.24f + 0.17f * depth + 0.42f * blade;
      }
    }
    ramp.paint(tone + 0.2f * sway + 0.06f, texel);
    texel.shade(0.35f + 0.65f * Curve.smoothstep(-0.1f, 0.5f, best));
    texel.height = 0.006f * best;
    texel.gloss = 0.12f;
  }
}
