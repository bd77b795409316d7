package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Bricks in running bond, or square tiles in a grid, with mortar between. */
record Masonry(
    Ramp face,
    Ramp other,
    Ramp mortar,
    PeriodicNoise noise,
    int columns,
    int rows,
    float variety,
    boolean tiles,
    boolean chequered)
    implements Pattern {

  static Pattern bricks(Look look) {
    Palette palette = look.palette();
    int columns = look.random().between(3, 5);
    Ramp face =
        look.says("stone castle dungeon medieval")
            ? palette.main(0x2a2825, 0x5a5650, 0x88847c, 0xb4b0a6)
            : palette.main(0x3c120a, 0x7a2c1a, 0xa84c30, 0xc87a58);
    Ramp mortar = palette.natural(0x6a645c, 0x9a948a, 0xbcb6ac);
    return new Masonry(face, face, mortar, look.noise(), columns, columns * 2, 0.5f, false, false);
  }

  static Pattern tiles(Look look) {
    Palette palette = look.palette();
    boolean mosaic = look.says("mosaic");
    int count = 2 * look.random().between(2, 4) * (mosaic ? 2 : 1);
    float variety = mosaic ? 0.55f : 0.16f;
    boolean chequered =
        look.says("chequered checkered checker checkerboard chess chessboard checked")
            || palette.named() > 1;
    Ramp face =
        chequered && palette.named() == 0
            ? palette.natural(0x0c0c0e, 0x1c1d20, 0x2c2e32)
            : palette.main(0x3a6c7c, 0x64a0ae, 0x96c8d2, 0xd2ecf0);
    Ramp other = palette.accent(0xb8b4ac, 0xdedad4, 0xf6f4f0);
    Ramp mortar = palette.natural(0x5a5854, 0x807e7a, 0xa4a29e);
    return new Masonry(face, other, mortar, look.noise(), count, count, variety, true, chequered);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float ragged = tiles ? 0 : 0.0035f * noise.fbm(u, v, 20, 20, 3);
    float y = (v + ragged) * rows + 0.5f;
    int row = Curve.floor(y);
    float x = (u + ragged) * columns + (tiles || (row & 1) == 0 ? 0.25f : 0.75f);
    int column = Curve.floor(x);
    int brick = PeriodicNoise.wrap(row, rows) * 64 + PeriodicNoise.wrap(column, columns);
    float insideX = x - column;
    float insideY = y - row;
    float edge =
        Math.min(Math.min(insideX, 1 - insideX) / columns, Math.min(insideY, 1 - insideY) / rows);
    float joint = tiles ? 0.0035f : 0.006f;
    float solid = Curve.smoothstep(joint, joint + (tiles ? 0.006f : 0.007f), edge);
    float tone = noise.of(brick) - 0.5f;
    float fine = noise.fbm(u + noise.of(brick + 5000), v, 36, 36, 4);
    float broad = noise.fbm(u, v, 5, 5, 4);
    if (tiles) {
      boolean second = chequered && ((row + column) & 1) == 1;
      (second ? other : face).paint(0.5f + variety * tone + 0.2f * broad + 0.04f * fine, texel);
      texel.gloss = 0.2f * solid;
      texel.roughness = 0.9f - 0.72f * solid + 0.06f * fine;
      texel.height = 0.007f * solid + 0.001f * broad;
    } else {
      face.paint(0.5f + variety * tone + 0.24f * fine + 0.2f * broad, texel);
      texel.height = solid * (0.011f + 0.0035f * tone) + 0.0035f * fine;
    }
    mortar.glaze(0.4f + 0.4f * fine + 0.2f * broad, 1 - solid, texel);
    texel.shade(
        0.55f + 0.45f * Curve.smoothstep(joint * 0.5f, joint + 0.012f, edge) + 0.2f * (1 - solid));
  }
}
