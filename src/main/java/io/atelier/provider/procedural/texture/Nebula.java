package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Glowing gas in the dark between stars; by day, clouds in the sky. */
record Nebula(Ramp gas, Ramp veil, PeriodicNoise cloud, CellularNoise stars, boolean sky)
    implements Pattern {

  static Pattern of(Look look) {
    Palette palette = look.palette();
    boolean sky = look.says("sky cloud clouds cloudy smoke fog mist");
    Ramp gas =
        sky
            ? palette.main(0x1c5aa8, 0x4c8cd4, 0x8cbcec, 0xc4e0f8)
            : palette.main(0x03030c, 0x120c38, 0x3c1a78, 0x9038a8, 0xf48cb0);
    Ramp veil =
        sky
            ? palette.accent(0x9cb0c8, 0xd4deea, 0xffffff)
            : palette.accent(0x020812, 0x063048, 0x1c7c94, 0x84e4d8);
    return new Nebula(gas, veil, look.noise(), look.cells(), sky);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.15f * cloud.fbm(u, v, 2, 2, 5);
    float wv = v + 0.15f * cloud.fbm(u + 0.27f, v + 0.63f, 2, 2, 5);
    float thick = cloud.fbm(wu, wv, 2, 2, 7);
    float other = cloud.fbm(wu + 0.5f, wv + 0.11f, 3, 3, 6);
    if (sky) {
      gas.paint(0.45f + 0.25f * other, texel);
      float mass = Curve.smoothstep(-0.12f, 0.4f, thick);
      veil.glaze(0.42f + 0.9f * thick - 0.35f * other, mass, texel);
      return;
    }
    gas.paint(0.34f + 0.95f * thick, texel);
    veil.glow(0.4f + 0.9f * other, 0.7f * Curve.smoothstep(0, 0.5f, other), texel);
    texel.shade(0.55f + 0.9f * Curve.smoothstep(-0.3f, 0.5f, thick));
    star(u, v, 18, 0.045f, texel);
    star(u + 0.5f, v + 0.5f, 60, 0.09f, texel);
  }

  private void star(float u, float v, int count, float radius, Texel texel) {
    stars.at(u, v, count, count, 0.9f, texel.cell);
    float size = texel.cell.random2();
    float power = size * size * size;
    float light = Curve.smoothstep(radius * (0.4f + power), 0, texel.cell.f1) * (0.25f + power);
    texel.glowRed += light;
    texel.glowGreen += light * (0.85f + 0.15f * texel.cell.random());
    texel.glowBlue += light;
  }
}
