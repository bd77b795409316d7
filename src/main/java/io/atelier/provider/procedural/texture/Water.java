package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Clear shallow water: waves, and the net of light they focus on the ground. */
record Water(Ramp ramp, PeriodicNoise waves, CellularNoise net, int cells) implements Pattern {

  static Pattern of(Look look) {
    Ramp ramp = look.palette().main(0x03203c, 0x0a5078, 0x1c86a8, 0x58c0d0, 0xd4f8fa);
    return new Water(ramp, look.noise(), look.cells(), look.random().between(5, 7));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.06f * waves.fbm(u, v, 3, 3, 3);
    float wv = v + 0.06f * waves.fbm(u + 0.4f, v + 0.7f, 3, 3, 3);
    float light =
        caustic(wu, wv, cells, texel) + 0.55f * caustic(wu + 0.37f, wv + 0.19f, cells * 2, texel);
    float swell = waves.fbm(u, v, 2, 2, 4);
    ramp.paint(0.4f + 0.28f * swell + 0.3f * light, texel);
    ramp.glow(1, 0.28f * light * light, texel);
    texel.height = 0.03f * swell + 0.004f * light;
    texel.gloss = 0.5f;
    texel.roughness = 0.06f;
  }

  private float caustic(float u, float v, int count, Texel texel) {
    net.at(u, v, count, count, 0.9f, texel.cell);
    float edge = 1 - Curve.clamp((texel.cell.f2 - texel.cell.f1) * 2.2f);
    return edge * edge * edge * edge;
  }
}
