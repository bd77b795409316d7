package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Glowing tubes in Truchet's arcs on a dark wall: an endless maze of neon. */
record NeonMaze(Ramp wall, Ramp tube, Ramp second, PeriodicNoise noise, int cells)
    implements Pattern {

  static Pattern of(Look look) {
    Palette palette = look.palette();
    boolean cool = look.random().chance(0.5f);
    Ramp wall = palette.natural(0x06060e, 0x0e0e1c, 0x1c1a30);
    Ramp tube =
        cool
            ? palette.main(0x02202c, 0x0894b8, 0x18e0ff, 0xd0fcff)
            : palette.main(0x2c0220, 0xb80884, 0xff18c0, 0xffd0f4);
    Ramp second =
        cool
            ? palette.accent(0x2c0220, 0xb80884, 0xff18c0, 0xffd0f4)
            : palette.accent(0x02202c, 0x0894b8, 0x18e0ff, 0xd0fcff);
    return new NeonMaze(wall, tube, second, look.noise(), 2 * look.random().between(3, 5));
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float x = u * cells;
    float y = v * cells;
    int column = Curve.floor(x);
    int row = Curve.floor(y);
    float fx = x - column;
    float fy = y - row;
    if (noise.of(row * 64 + column) < 0.5f) {
      fx = 1 - fx;
    }
    float near = Math.abs((float) Math.sqrt(fx * fx + fy * fy) - 0.5f);
    float far = Math.abs((float) Math.sqrt((1 - fx) * (1 - fx) + (1 - fy) * (1 - fy)) - 0.5f);
    float distance = Math.min(near, far);
    float blend = Curve.smoothstep(-0.25f, 0.25f, noise.fbm(u, v, 2, 2, 2));
    float core = Curve.smoothstep(0.075f, 0.045f, distance);
    float halo = 1 / (1 + 60 * distance * distance) - 0.1f;
    float fine = noise.fbm(u, v, 40, 40, 4);
    wall.paint(0.5f + 0.5f * fine, texel);
    float light = 0.45f * halo * halo;
    tube.glow(0.55f + 0.4f * core, (light + 0.9f * core) * blend, texel);
    second.glow(0.55f + 0.4f * core, (light + 0.9f * core) * (1 - blend), texel);
    texel.height = 0.03f / cells * (float) Math.sqrt(core) + 0.0015f * fine;
    texel.gloss = 0.35f;
    texel.roughness = 0.3f + 0.1f * fine;
  }
}
