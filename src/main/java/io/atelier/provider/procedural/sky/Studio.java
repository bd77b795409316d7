package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.ArrayList;
import java.util.List;

/** A photographer's studio: soft boxes and strip lights before a seamless backdrop. */
record Studio(List<Panel> lamps, Tint wall, Tint floor, Tint wash, float washAt) implements Sky {

  static Studio of(SkyLook look) {
    SplitMix64 random = look.random();
    boolean dark = look.says("dark black moody dramatic noir night neon");
    boolean coloured = !look.named().isEmpty() || look.says("neon colorful colourful rgb vibrant");
    Tint key = coloured ? look.named(0, 0xff50c0) : look.natural(0xfff4e6);
    Tint rim = coloured ? look.named(1, 0x40c8ff) : look.natural(0xe4f0ff);
    float side = random.chance(0.5f) ? 1 : -1;
    List<Panel> lamps = new ArrayList<>();
    lamps.add(
        Panel.of(
            Direction.of(side * random.between(0.09f, 0.14f), random.between(0.08f, 0.12f)),
            random.between(0.19f, 0.26f),
            random.between(0.24f, 0.33f),
            0.02 * side,
            key.times(26),
            0.03f));
    lamps.add(
        Panel.of(
            Direction.of(-side * random.between(0.17f, 0.22f), random.between(0.03f, 0.07f)),
            random.between(0.06f, 0.09f),
            random.between(0.5f, 0.7f),
            0.01 * side,
            rim.times(13),
            0.04f));
    lamps.add(
        Panel.of(
            Direction.of(side * random.between(0.36f, 0.44f), 0.06),
            0.06f,
            0.6f,
            -0.02 * side,
            rim.times(17),
            0.05f));
    lamps.add(
        Panel.of(
            Direction.of(random.unit(), 0.235),
            0.2f,
            0.12f,
            random.unit() * 0.5,
            look.natural(0xffffff).times(17),
            0.03f));
    if (random.chance(0.5f)) {
      lamps.add(
          Panel.of(Direction.of(-side * 0.42, 0.1), 0.15f, 0.15f, 0.125, key.times(11), 0.04f));
    }
    Tint wall = look.natural(dark ? 0x202228 : 0x5c5e64).times(0.7f);
    return new Studio(
        lamps,
        wall,
        wall.times(dark ? 0.5f : 0.9f),
        coloured ? look.named(2, 0x6030c0).times(0.35f) : look.natural(0xa8a8b0).times(0.25f),
        side * 0.02f);
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    // A cove: the backdrop runs into the floor without an edge.
    float down = Curve.smoothstep(-0.1f, -0.75f, y);
    light.set(wall.mix(floor, down), 0.55f + 0.3f * Math.max(0, y) + 0.35f * Math.max(0, x));
    float offX = x - 0.95f;
    float offY = y - 0.05f;
    float offZ = z - 6 * washAt;
    light.add(wash, 1 / (1 + 5 * (offX * offX + 2 * offY * offY + offZ * offZ)));
    float sheen = Curve.smoothstep(-0.12f, -0.4f, y);
    for (Panel lamp : lamps) {
      lamp.shine(x, y, z, light);
    }
    if (sheen > 0) {
      Radiance mirrored = new Radiance();
      for (Panel lamp : lamps) {
        lamp.shine(x, -y, z, mirrored);
      }
      float s = 0.012f * sheen;
      light.red += s * mirrored.red;
      light.green += s * mirrored.green;
      light.blue += s * mirrored.blue;
    }
  }
}
