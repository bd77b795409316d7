package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Polished marble: drifting clouds, and veins that follow them in bundles. */
record Marble(Ramp ground, Ramp vein, PeriodicNoise cloud, PeriodicNoise veins, boolean gilded)
    implements Pattern {

  static Pattern of(Look look) {
    Palette palette = look.palette();
    boolean dark = look.says("black dark navy emerald green");
    boolean gilded = look.says("gold golden gilded");
    Ramp ground =
        (gilded && !dark) || look.says("white")
            ? palette.natural(0x9a9690, 0xc8c4be, 0xe6e3de, 0xfaf8f4)
            : palette.main(0x8c8882, 0xc2beb8, 0xe2deda, 0xf8f6f2);
    Ramp vein;
    if (gilded) {
      vein = palette.natural(0x6a4408, 0xb8862a, 0xe8c464, 0xfff0c0);
    } else if (dark) {
      vein = palette.accent(0x8a8884, 0xc4c2be, 0xf4f2ee);
    } else {
      vein = palette.accent(0x4a4846, 0x6a6866, 0x9a9896);
    }
    return new Marble(ground, vein, look.noise(), look.noise(), gilded);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float wu = u + 0.14f * cloud.fbm(u, v, 2, 2, 5);
    float wv = v + 0.14f * cloud.fbm(u + 0.31f, v + 0.57f, 2, 2, 5);
    float drift = cloud.fbm(wu, wv, 3, 3, 5);
    float main = 1 - Math.abs(veins.fbm(wu, wv, 2, 3, 4)) * 4;
    float side = 1 - Math.abs(veins.fbm(wu + 0.43f, wv + 0.17f, 5, 5, 4)) * 5;
    float bundle = Curve.smoothstep(-0.35f, 0.45f, drift + 0.3f * main);
    float sharp = Curve.smoothstep(0.72f, 0.99f, main) * (0.4f + 0.6f * bundle);
    float hair = 0.6f * Curve.smoothstep(0.8f, 0.99f, side) * bundle;
    float soft = 0.22f * Math.max(0, main) * bundle;
    ground.paint(0.72f + 0.5f * drift, texel);
    float strength = Math.max(sharp, Math.max(hair, soft));
    vein.glaze(0.45f + 0.8f * veins.fbm(u, v, 12, 12, 2), strength, texel);
    texel.gloss = 0.14f + (gilded ? 0.6f * sharp : 0);
    texel.metal = gilded ? Curve.smoothstep(0.35f, 0.6f, sharp) : 0;
    texel.roughness = 0.2f + 0.08f * drift;
    texel.height = gilded ? 0.0015f * sharp : 0;
  }
}
