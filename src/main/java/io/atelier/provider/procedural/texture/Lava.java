package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Cooling lava: a black crust in plates, white-hot in its cracks and red around them. */
record Lava(
    Ramp crust, Ramp fire, PeriodicNoise noise, PeriodicNoise heat, CellularNoise plates, int count)
    implements Pattern {

  static Pattern of(Look look) {
    Palette palette = look.palette();
    Ramp crust = palette.natural(0x0a0605, 0x1c1311, 0x382a26, 0x5a4a44);
    Ramp fire = palette.main(0x1c0200, 0x8c1402, 0xe44c06, 0xffa41c, 0xfff4b0);
    return new Lava(
        crust, fire, look.noise(), look.noise(), look.cells(), look.random().between(4, 6));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.05f * noise.fbm(u, v, 4, 4, 5);
    float wv = v + 0.05f * noise.fbm(u + 0.6f, v + 0.2f, 4, 4, 5);
    CellularNoise.Cell cell = texel.cell;
    plates.at(wu, wv, count, count, 1, cell);
    float gap = cell.f2 - cell.f1;
    float plate = cell.random();
    plates.at(wu + 0.33f, wv + 0.71f, count * 3, count * 3, 1, cell);
    float hairline = cell.f2 - cell.f1;
    float flow = heat.fbm(u, v, 3, 3, 4);
    float fine = noise.fbm(u, v, 30, 30, 5);
    float width = 0.07f + 0.08f * flow;
    float crack = Curve.smoothstep(width, 0.01f, gap);
    float fringe = Curve.smoothstep(0.34f + 0.25f * flow, 0, gap);
    float minor =
        Curve.smoothstep(0.09f, 0.0f, hairline) * Curve.clamp(0.25f + flow * 1.3f + 0.4f * fringe);
    float glow =
        Curve.clamp(
            0.8f * crack * (0.75f + 0.5f * flow)
                + 0.2f * fringe * fringe
                + 0.5f * minor
                + 0.15f * crack * fine);
    crust.paint(0.42f + 0.5f * fine + 0.25f * (plate - 0.5f), texel);
    texel.shade(1 - crack);
    fire.glow(glow, 1.15f * Curve.smoothstep(0.02f, 0.3f, glow), texel);
    texel.height = (1 - crack) * (0.02f + 0.012f * fine + 0.02f * Math.min(gap, 0.5f));
    texel.gloss = 0.3f * (1 - glow);
  }
}
