package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Cut crystal: facets that each mirror another part of the room, bright along their edges. */
record Crystal(Ramp ramp, CellularNoise facets, PeriodicNoise inside, int count)
    implements Pattern {

  static Pattern of(Look look) {
    Palette palette = look.palette();
    Ramp ramp =
        look.says("diamond diamonds glass")
            ? palette.main(0x3c5a78, 0x84a8c4, 0xc4dcec, 0xffffff)
            : palette.main(0x180634, 0x4a1c8c, 0x8c4cd4, 0xc89cf4, 0xfaf0ff);
    return new Crystal(ramp, look.cells(), look.noise(), look.random().between(4, 6));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    CellularNoise.Cell cell = texel.cell;
    facets.at(u, v, count, count, 1, cell);
    float gap = cell.f2 - cell.f1;
    float edge = Curve.smoothstep(0.035f, 0.004f, gap);
    float tiltX = cell.random() * 2 - 1;
    float tiltY = cell.random2() * 2 - 1;
    float rise = tiltX * cell.dx + tiltY * cell.dy;
    float plane = 0.5f + 0.34f * rise + 0.36f * (cell.random2() - 0.5f);
    float bu = u + 0.06f * tiltX;
    float bv = v + 0.06f * tiltY;
    facets.at(bu, bv, count * 2, count * 2, 1, cell);
    float inner = Curve.smoothstep(0.05f, 0, cell.f2 - cell.f1);
    float depth = cell.random() - 0.5f;
    // Which way a facet faces is for the normal map to say, where there is one.
    float seen = texel.pictured ? plane : 0.5f + 0.4f * (plane - 0.5f);
    ramp.paint(seen + 0.26f * depth + 0.18f * inner + 0.12f * inside.fbm(bu, bv, 5, 5, 4), texel);
    ramp.glaze(1, 0.65f * edge, texel);
    texel.height =
        texel.pictured
            ? 0.02f * (tiltX * cell.dx + tiltY * cell.dy) / count
            : 0.4f * rise * Curve.smoothstep(0, 0.16f, gap) / count;
    texel.gloss = 0.5f;
    texel.roughness = 0.08f;
  }
}
