package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Velvet in loose folds: dark where one looks into the pile, glowing where the pile leans away. */
record Velvet(Ramp ramp, PeriodicNoise folds, PeriodicNoise pile, float depth, float gloss)
    implements Pattern {

  static Pattern of(Look look) {
    boolean satin = look.says("silk satin drape drapes curtain curtains");
    Ramp ramp = look.palette().main(0x14030a, 0x4a0a1e, 0x8c1c38, 0xcc4a68, 0xf4a0b0);
    return new Velvet(ramp, look.noise(), look.noise(), satin ? 1.6f : 1, satin ? 0.2f : 0);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    // Folds hang askew; a shear by whole tiles keeps their period.
    float x = u + v;
    float y = v - u;
    float wu = x + 0.12f * folds.fbm(x, y, 1, 1, 2);
    float wv = y + 0.12f * folds.fbm(x + 0.42f, y + 0.13f, 1, 1, 2);
    float fold = folds.fbm(wu, wv, 3, 1, 2);
    float ahead = folds.fbm(wu + 0.02f, wv + 0.012f, 3, 1, 2);
    float lean = Curve.clamp(0.5f + 5 * depth * (fold - ahead));
    float nap = pile.fbm(u, v, 128, 128, 2);
    float sheen = lean * lean * (3 - 2 * lean);
    float tone;
    if (gloss > 0) {
      tone = 0.2f + 0.55f * lean + 0.2f * sheen * sheen + 0.02f * nap;
    } else {
      // The pile is stroked in patches; its edges catch the light, its face swallows it.
      float stroke = pile.fbm(wu + 0.006f * nap, wv, 3, 3, 5);
      float edge = 1 - Math.min(1, 7 * Math.abs(stroke - 0.08f));
      tone =
          0.24f
              + 0.14f * (lean - 0.5f)
              + 0.26f * sheen * sheen
              + 0.2f * stroke
              + 0.07f * edge
              + 0.12f * nap;
    }
    // Cloth hung in a bare room: its own colour, a little deeper in the folds.
    ramp.paint(texel.pictured ? tone : 0.42f + 0.25f * (tone - 0.35f), texel);
    texel.height = 0.02f * depth * fold + (gloss > 0 ? 0 : 0.001f * nap);
    texel.gloss = gloss;
    texel.roughness = gloss > 0 ? 0.42f : 0.95f;
  }
}
