package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** Far from any ground: nebulae, stars, a near sun, and a planet in its light. */
record Space(
    VolumeNoise noise,
    Tint deep,
    Tint gas,
    Tint other,
    Stars stars,
    Disc sun,
    Planet planet,
    float detail)
    implements Sky {

  static Space of(SkyLook look) {
    Direction at = Direction.of(look.aside(0.05f, 0.1f), look.random().between(0.03f, 0.08f));
    float side = at.z() > 0 ? -1 : 1;
    int warm = look.random().between(0, 3);
    int[][] gases = {
      {0x8030c8, 0x20a8d0}, {0xd03c78, 0x3050d0}, {0x2068d8, 0x30d0a8}, {0xd0682c, 0x7030b8}
    };
    return new Space(
        look.noise(),
        look.natural(0x070516),
        look.named(0, gases[warm][0]),
        look.named(1, gases[warm][1]),
        Stars.of(look, 1.1f),
        new Disc(at, 0.011f, look.natural(0xfff2dc).times(5500), 0.00025f),
        Planet.of(look, side, at),
        look.detail());
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    float wx = x + 0.5f * noise.fbm(x * 1.3f, y * 1.3f, z * 1.3f, 4, detail);
    float wy = y + 0.5f * noise.fbm(x * 1.3f + 5, y * 1.3f, z * 1.3f, 4, detail);
    float wz = z + 0.5f * noise.fbm(x * 1.3f, y * 1.3f + 9, z * 1.3f, 4, detail);
    float mass = noise.fbm(wx * 1.7f, wy * 1.7f, wz * 1.7f, 8, detail / 3.4f);
    float second = noise.fbm(wx * 2.3f + 11, wy * 2.3f, wz * 2.3f, 7, detail / 4.6f);
    float lane =
        Curve.smoothstep(
            0.05f, 0.4f, noise.fbm(wx * 2.9f, wy * 2.9f + 3, wz * 2.9f, 6, detail / 6));
    float thick = Curve.smoothstep(-0.2f, 0.65f, mass);
    float veil = Curve.smoothstep(-0.05f, 0.65f, second);
    light.set(deep, 0.5f);
    light.add(gas, 0.4f * thick * thick * (1 - 0.75f * lane));
    light.add(other, 0.3f * veil * veil * (1 - 0.6f * lane));
    float core = Math.max(0, thick * veil - 0.25f);
    light.add(Tint.WHITE, 1.1f * core * core * (1 - lane));
    float open = 1 - 0.55f * lane;
    if (!planet.paint(x, y, z, sun.at(), light)) {
      stars.shine(x, y, z, open * (1 + thick), light);
      sun.shine(x, y, z, 1, light);
    }
  }
}
