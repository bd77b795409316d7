package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * Wood along u: growth rings cut lengthwise, fibres, pores, a knot now and then; in one piece or as
 * planks.
 */
record Wood(
    Ramp ramp,
    PeriodicNoise grain,
    PeriodicNoise fibre,
    CellularNoise knots,
    int planks,
    int rings,
    float gloss)
    implements Pattern {

  static Pattern of(Look look) {
    SplitMix64 random = look.random();
    boolean boards =
        look.says(
            "plank planks board boards floor parquet deck panel panels floorboards " + "fence");
    int planks = boards ? random.between(4, 6) : random.chance(0.4f) ? 4 : 1;
    float gloss = look.says("polished varnished lacquered glossy table mahogany") ? 0.4f : 0.12f;
    return new Wood(
        ramp(look),
        look.noise(),
        look.noise(),
        look.cells(),
        planks,
        random.between(12, 18),
        gloss);
  }

  private static Ramp ramp(Look look) {
    Palette palette = look.palette();
    if (look.says("ebony")) {
      return palette.main(0x0a0807, 0x1c1512, 0x2e241e, 0x46382e);
    }
    if (look.says("mahogany cherry redwood")) {
      return palette.main(0x260a06, 0x54190e, 0x822e1a, 0xa84e2e);
    }
    if (look.says("walnut")) {
      return palette.main(0x1c100a, 0x40281a, 0x64442c, 0x8a6444);
    }
    if (look.says("birch maple pine ash bamboo balsa")) {
      return palette.main(0x7a5430, 0xb48a58, 0xd8b684, 0xecd6ac);
    }
    return palette.main(0x2e160a, 0x6a3c1e, 0x9c6638, 0xc69660);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    // Half a plank off, so that the tile's border runs through wood and not along a gap.
    float row = v * planks + 0.5f;
    float inside = Curve.fract(row);
    int plank = PeriodicNoise.wrap(Curve.floor(row), planks);
    float joint = planks == 1 ? -1 : grain.of(plank);
    float fromJoint = Curve.fract(u - joint + 1);
    int piece = plank * 2 + (planks > 1 && fromJoint < 0.5f + 0.2f * grain.of(plank + 50) ? 1 : 0);
    // Each piece is cut from elsewhere in the same endless tree.
    float pu = planks == 1 ? u : u + grain.of(piece + 100);
    float pv = planks == 1 ? v : v + grain.of(piece + 200);
    timber(pu, pv, texel);
    if (planks > 1) {
      texel.tint(0.72f + 0.5f * grain.of(piece + 300));
      float split = 0.5f + 0.2f * grain.of(plank + 50);
      float edge = Math.min(inside, 1 - inside) / planks;
      float end = Math.min(Math.min(fromJoint, 1 - fromJoint), Math.abs(fromJoint - split));
      float gap = Curve.smoothstep(0.0012f, 0.006f, Math.min(edge, end));
      texel.shade(0.18f + 0.82f * gap);
      texel.height += 0.005f * gap;
    }
  }

  private void timber(float u, float v, Texel texel) {
    CellularNoise.Cell cell = texel.cell;
    knots.at(u, v, 2, 5, 0.3f, cell);
    // Gone before the next cell begins, or the rings would break there.
    float near = Math.max(0, 1 - cell.f1 * cell.f1 / 0.12f);
    float knot = cell.random() < 0.3f ? near * near * near : 0;
    float bend = 0.9f * grain.fbm(u, v, 1, 4, 3);
    float ring = rings * v + 2.2f * bend + 5 * knot;
    float phase = Curve.fract(ring);
    float late = phase * phase * (1 - Curve.smoothstep(0.86f, 1, phase));
    float fine = fibre.fibres(u, v, 5, 90, 3);
    float pore = Curve.smoothstep(0.25f, 0.7f, fibre.at(u + 0.5f, v, 26, 210));
    float broad = grain.fbm(u + 0.3f, v, 1, 7, 3);
    float tone = 0.68f - 0.38f * late + 0.14f * fine + 0.22f * broad - 0.24f * pore;
    tone -= 0.5f * Curve.smoothstep(0.35f, 0.9f, knot);
    ramp.paint(tone, texel);
    texel.height = 0.0007f * fine - 0.0009f * pore - 0.0012f * late;
    texel.gloss = gloss * (1 - 0.5f * pore);
  }
}
