package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** A clear night: stars, the band of the galaxy, and a moon; or curtains of polar light. */
record NightSky(
    Tint zenith,
    Tint horizon,
    Stars stars,
    Disc moon,
    Direction galaxy,
    VolumeNoise noise,
    Tint dust,
    Aurora aurora,
    Tint filter,
    float detail)
    implements Sky {
  private static final float MOON = 0.026f;

  static NightSky of(SkyLook look) {
    Direction at = Direction.of(look.aside(0.03f, 0.1f), look.random().between(0.045f, 0.11f));
    Tint face = look.natural(0xfff4dc).times(120);
    Direction galaxy = Direction.of(look.random().unit(), look.random().between(0.04f, 0.12f));
    boolean aurora = look.says("aurora borealis northern polar arctic");
    return new NightSky(
        look.natural(0x060b22).times(0.8f),
        look.natural(0x203c70).times(0.5f),
        Stars.of(look, 1),
        new Disc(at, MOON, face, 0.0011f),
        galaxy,
        look.noise(),
        look.natural(0x8c86c4),
        aurora ? Aurora.of(look) : Aurora.NONE,
        look.filter(),
        look.detail());
  }

  Illumination illumination() {
    return new Illumination(
        moon.at(),
        new Tint(0.35f, 0.42f, 0.55f).times(0.35f),
        horizon.mix(zenith, 0.4f).times(0.6f).plus(aurora.spill()));
  }

  private void gradient(float y, Radiance light) {
    float low = 1 - Math.max(0, y);
    float glow = low * low * low * low;
    light.set(zenith, 1 - glow);
    light.add(horizon, glow * 0.75f + 0.12f * low);
  }

  @Override
  public void air(float x, float y, float z, Radiance light) {
    gradient(y, light);
    light.filter(filter);
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    gradient(y, light);
    float clear = Curve.smoothstep(0, 0.12f, y);
    float off = galaxy.dot(x, y, z);
    float band = Math.max(0, 1 - off * off * 9);
    float cloud = 0;
    if (band > 0) {
      float fine = noise.fbm(x * 3, y * 3, z * 3, 7, detail / 6);
      float lanes =
          Curve.smoothstep(0.02f, 0.3f, noise.fbm(x * 4, y * 4 + 7, z * 4, 5, detail / 8));
      cloud = band * band * Curve.clamp(0.45f + 0.9f * fine) * (1 - 0.75f * lanes);
      light.add(dust, 0.16f * cloud * clear);
    }
    float face = moon.face(moon.at().dot(x, y, z));
    stars.shine(x, y, z, clear * (1 + 1.5f * cloud) * (1 - face), light);
    aurora.shine(x, y, z, light);
    if (face > 0) {
      float seas =
          Curve.smoothstep(-0.15f, 0.35f, noise.fbm(x * 42, y * 42, z * 42, 5, detail / 80));
      light.cover(moon.light(), 1 - 0.5f * seas, face);
    }
    float away = Math.max(0, 1 - moon.at().dot(x, y, z));
    light.add(moon.light(), 0.0000012f / (0.006f + away) + 0.0000012f / (0.0008f + away));
    light.filter(filter);
  }
}
