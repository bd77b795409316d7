package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;

/** Paper, card or parchment: pulp fibres, a faint tooth, stains with age. */
record Paper(
    Ramp ramp, Ramp stain, PeriodicNoise pulp, PeriodicNoise blot, float age, boolean linen)
    implements Pattern {

  static Pattern of(Look look) {
    boolean old =
        look.says("parchment scroll old ancient aged antique treasure map papyrus pirate");
    Ramp ramp =
        old
            ? look.palette().main(0x8c6838, 0xc09c62, 0xe0c890, 0xf4e6c0)
            : look.palette().main(0xc8c2b4, 0xe2ddd0, 0xf2efe6, 0xfcfbf6);
    Ramp stain = look.palette().natural(0x3c2008, 0x6a4218, 0x9c7236);
    boolean linen = look.says("card cards playing cardboard linen");
    return new Paper(ramp, stain, look.noise(), look.noise(), old ? 1 : 0.08f, linen);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float fine = pulp.fbm(u, v, 64, 64, 3);
    float fibre = Curve.smoothstep(0.5f, 0.9f, pulp.at(u + v + 0.03f * fine, v - u, 22, 120));
    float fibre2 = Curve.smoothstep(0.5f, 0.9f, pulp.at(u - v + 0.03f * fine, v + 2 * u, 120, 22));
    float wu = u + 0.05f * blot.fbm(u, v, 4, 4, 4);
    float cloud = blot.fbm(wu, v, 3, 3, 5);
    ramp.paint(
        0.62f + 0.28f * (age + 0.3f) * cloud + 0.12f * fine - 0.12f * (fibre + fibre2), texel);
    float blotch =
        Curve.smoothstep(0.12f, 0.55f, -cloud)
            + 0.5f * Curve.smoothstep(0.1f, 0.02f, Math.abs(cloud + 0.16f));
    stain.glaze(0.6f + 0.5f * fine, 0.42f * age * blotch, texel);
    texel.height = 0.001f * fine + 0.0005f * (fibre + fibre2) + 0.004f * age * cloud;
    if (linen) {
      texel.height += 0.0006f * (Sine.ofTurns(64 * u) * Sine.ofTurns(0.25f + 64 * v));
    }
  }
}
