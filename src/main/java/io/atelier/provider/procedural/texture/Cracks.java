package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Another surface broken into shards, the gaps dark. */
record Cracks(Pattern under, CellularNoise shards, PeriodicNoise warp, int count)
    implements Pattern {

  static Pattern over(Pattern under, Look look) {
    return new Cracks(under, look.cells(), look.noise(), look.random().between(4, 7));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    under.at(u, v, texel);
    float wu = u + 0.03f * warp.fbm(u, v, 6, 6, 4);
    float wv = v + 0.03f * warp.fbm(u + 0.5f, v, 6, 6, 4);
    shards.at(wu, wv, count, count, 1, texel.cell);
    float gap = texel.cell.f2 - texel.cell.f1;
    float whole = Curve.smoothstep(0.005f, 0.045f, gap);
    texel.shade(0.22f + 0.78f * whole);
    texel.gloss *= whole;
    texel.height += 0.008f * whole + 0.006f * (texel.cell.random() - 0.5f) * whole;
  }
}
