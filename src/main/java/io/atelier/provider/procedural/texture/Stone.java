package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * Natural rock: lumps, ledges, hairline cracks and grains; rough as a cliff or even as granite and
 * concrete.
 */
record Stone(
    Ramp ramp,
    PeriodicNoise form,
    PeriodicNoise grit,
    CellularNoise grains,
    float rough,
    float speckle)
    implements Pattern {

  static Pattern of(Look look) {
    boolean granite = look.says("granite terrazzo asteroid quartz");
    boolean smooth =
        granite || look.says("concrete cement slate asphalt plaster smooth sandstone clay");
    return new Stone(
        ramp(look),
        look.noise(),
        look.noise(),
        look.cells(),
        smooth ? 0.25f : 1,
        granite ? 0.5f : 0.1f);
  }

  private static Ramp ramp(Look look) {
    Palette palette = look.palette();
    if (look.says("sandstone desert canyon clay")) {
      return palette.main(0x4a2a16, 0x8c5c36, 0xc0905c, 0xe2c08e);
    }
    if (look.says("obsidian basalt slate asphalt coal volcanic")) {
      return palette.main(0x0c0d10, 0x22242a, 0x3c4048, 0x62666e);
    }
    return palette.main(0x24221f, 0x55524c, 0x86827a, 0xb8b4aa);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.045f * form.fbm(u, v, 4, 4, 2);
    float wv = v + 0.045f * form.fbm(u + 0.4f, v + 0.2f, 4, 4, 2);
    float lumps = form.fbm(wu, wv, 4, 4, 5);
    float ledges = form.ridged(wu, wv, 3, 5, 3);
    float fine = grit.fbm(u, v, 48, 48, 4);
    float crack = rough * Curve.smoothstep(0.91f, 0.985f, grit.ridged(wu, wv, 3, 3, 3));
    CellularNoise.Cell cell = texel.cell;
    grains.at(u, v, 90, 90, 1, cell);
    float grain = speckle * (cell.random() - 0.5f);
    float tone = 0.46f + 0.34f * lumps + 0.14f * rough * (ledges - 0.4f) + 0.16f * fine + grain;
    ramp.paint(tone - 0.3f * crack, texel);
    texel.height = rough * (0.05f * lumps + 0.03f * ledges - 0.012f * crack) + 0.0035f * fine;
    texel.gloss = 0.08f * (1 - rough) + 0.3f * Math.max(0, grain);
  }
}
