package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Moss over another surface: cushions that start in its hollows and spread. */
record Moss(Pattern under, Ramp ramp, PeriodicNoise spread, PeriodicNoise fuzz, float cover)
    implements Pattern {

  static Pattern over(Pattern under, Look look) {
    Ramp green = look.palette().natural(0x0f1c08, 0x26400f, 0x4e7420, 0x86a43a, 0xb8c860);
    return new Moss(under, green, look.noise(), look.noise(), look.random().between(0.08f, 0.2f));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    under.at(u, v, texel);
    float area = spread.fbm(u, v, 3, 3, 5);
    float fine = fuzz.fbm(u, v, 56, 56, 3);
    float tuft = spread.fbm(u + 0.21f, v + 0.63f, 14, 14, 3);
    float mask =
        Curve.smoothstep(
            -0.02f, 0.2f, area + cover - 6 * texel.height + 0.16f * tuft + 0.1f * fine);
    ramp.glaze(0.42f + 0.4f * tuft + 0.4f * fine, mask, texel);
    texel.gloss *= 1 - mask;
    texel.height += mask * (0.008f + 0.01f * tuft + 0.0045f * fine);
  }
}
