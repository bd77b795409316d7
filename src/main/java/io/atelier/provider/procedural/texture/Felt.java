package io.atelier.provider.procedural.texture;

/** Felt or baize: short fibres pressed together every which way, dull and even. */
record Felt(Ramp ramp, PeriodicNoise fibre, PeriodicNoise wear) implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x04200f, 0x0c4424, 0x17693a, 0x2c8c54, 0x5cb882);
    return new Felt(ramp, look.noise(), look.noise());
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.006f * wear.fbm(u, v, 14, 14, 2);
    float wv = v + 0.006f * wear.fbm(u + 0.7f, v + 0.3f, 14, 14, 2);
    // Shears by whole tiles keep the period; no fibre lies along an axis, where a grid would show.
    float flat = fibre.at(2 * wu + wv, 2 * wv - wu, 13, 68);
    float steep = fibre.at(2 * wu - wv, 2 * wv + wu, 68, 13);
    float rising = fibre.at(wu + wv, wv - wu, 30, 96);
    float falling = fibre.at(wu - wv, wv + wu, 96, 30);
    float tangle = Math.max(Math.max(flat, steep), Math.max(rising, falling));
    float nap = fibre.fbm(u + 2 * v, v - 2 * u, 48, 48, 2);
    float broad = wear.fbm(u, v, 3, 3, 4);
    ramp.paint(0.32f + 0.22f * tangle + 0.14f * nap + 0.1f * broad, texel);
    texel.height = 0.0014f * tangle + 0.0011f * nap;
  }
}
