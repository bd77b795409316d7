package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;

/** Holographic foil or mother-of-pearl: every hue in turn along crumpled folds. */
record Iridescence(Ramp rainbow, PeriodicNoise folds, CellularNoise facets, boolean foil)
    implements Pattern {

  static Pattern of(Look look) {
    boolean foil = look.says("foil holo holographic hologram prismatic disco");
    Ramp rainbow =
        look.palette()
            .natural(
                0xf07cc8, 0xb884f4, 0x6cb0fa, 0x64ecdc, 0xb4f48c, 0xfae078, 0xf8a07c, 0xf07cc8);
    return new Iridescence(rainbow, look.noise(), look.cells(), foil);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.1f * folds.fbm(u, v, 2, 2, 4);
    float wv = v + 0.1f * folds.fbm(u + 0.35f, v + 0.55f, 2, 2, 4);
    float fold = folds.fbm(wu, wv, 3, 3, 4);
    float angle = 1.9f * fold;
    float tilt = 0;
    if (foil) {
      facets.at(wu, wv, 7, 7, 1, texel.cell);
      tilt = (texel.cell.random() - 0.5f) + 0.5f * texel.cell.dx + 0.4f * texel.cell.dy;
      angle += 0.35f * tilt;
    }
    rainbow.paint(Curve.fract(angle + u + 8), texel);
    float white = 0.5f + 0.5f * Sine.ofTurns(2.2f * fold + 0.4f * tilt);
    texel.shade(0.62f + 0.3f * white);
    float flash = texel.pictured ? white * white * white * white : 0;
    texel.red += (0.95f - texel.red) * 0.5f * flash;
    texel.green += (0.95f - texel.green) * 0.5f * flash;
    texel.blue += (0.95f - texel.blue) * 0.5f * flash;
    texel.height = 0.05f * fold;
    texel.gloss = 0.4f;
    texel.metal = foil ? 1 : 0;
    texel.roughness = foil ? 0.18f : 0.28f;
  }
}
