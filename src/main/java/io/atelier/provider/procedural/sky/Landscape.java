package io.atelier.provider.procedural.sky;

import java.util.List;

/** Open country: a sky, chains of hills from the nearest to the farthest, and the ground. */
record Landscape(Sky above, List<Ridge> ridges, Ground ground) implements Sky {

  static Landscape of(SkyLook look, DaySky sky) {
    return over(look, sky, sky.illumination());
  }

  static Landscape of(SkyLook look, NightSky sky) {
    return over(look, sky, sky.illumination());
  }

  private static Landscape over(SkyLook look, Sky sky, Illumination light) {
    if (look.says("sea ocean beach coast island lagoon lake water harbor harbour pirate ship")) {
      Ground sea =
          new Sea(
              look.noise(),
              light,
              look.natural(0x0a3c50),
              look.says("calm lake") ? 0.12f : 0.3f,
              look.detail());
      return new Landscape(sky, List.of(hills(look, light, 0x2c4434, 0.07f, 0.5f)), sea);
    }
    if (look.says("desert dune dunes sahara egypt pyramid sand canyon western")) {
      return new Landscape(
          sky,
          List.of(
              hills(look, light, 0xb07848, 0.1f, 0.15f), hills(look, light, 0x9c6c50, 0.2f, 0.45f)),
          plain(look, light, 0xa8683a, 0xe8bc84, 0.45f, 1, 0));
    }
    if (look.says("snow snowy winter arctic ice icy frozen christmas polar glacier ski aurora")) {
      return new Landscape(
          sky,
          List.of(peaks(look, light, 0.26f, 0.12f), peaks(look, light, 0.48f, 0.38f)),
          plain(look, light, 0xb4c8e0, 0xf8fbff, 0.3f, 1, 0.12f));
    }
    if (look.says("mountain mountains alps alpine valley cliff")) {
      return new Landscape(
          sky,
          List.of(
              hills(look, light, 0x34502c, 0.12f, 0.1f),
              peaks(look, light, 0.3f, 0.2f),
              peaks(look, light, 0.5f, 0.42f)),
          plain(look, light, 0x1a300a, 0x547030, 0.25f, 4, 0));
    }
    if (look.says("lava volcano volcanic hell inferno fire")) {
      return new Landscape(
          sky,
          List.of(hills(look, light, 0x1c1210, 0.12f, 0.1f), peaks(look, light, 0.4f, 0.3f)),
          plain(look, light, 0x0c0706, 0x38201a, 0.5f, 1, 0));
    }
    return new Landscape(
        sky,
        List.of(
            hills(look, light, 0x3c5c28, 0.1f, 0.12f), hills(look, light, 0x3c5c48, 0.19f, 0.42f)),
        plain(look, light, 0x1a300a, 0x5c7830, 0.22f, 4, 0));
  }

  private static Ground plain(
      SkyLook look,
      Illumination light,
      int dark,
      int bright,
      float relief,
      float grain,
      float gloss) {
    return new Plain(
        look.noise(),
        light,
        look.natural(dark),
        look.natural(bright),
        relief,
        grain,
        gloss,
        look.detail());
  }

  private static Ridge hills(SkyLook look, Illumination light, int rgb, float height, float haze) {
    Tint colour = look.natural(rgb);
    return new Ridge(
        look.noise(),
        light,
        colour,
        colour,
        0,
        0,
        height,
        look.random().between(2.2f, 3.6f),
        0.15f,
        haze,
        look.detail());
  }

  private static Ridge peaks(SkyLook look, Illumination light, float height, float haze) {
    return new Ridge(
        look.noise(),
        light,
        look.natural(0x4c4a52),
        look.natural(0xf4f8ff),
        1,
        -0.02f,
        height,
        look.random().between(1.8f, 2.6f),
        0.85f,
        haze,
        look.detail());
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    if (y < 0) {
      ground.at(x, y, z, above, light);
      return;
    }
    above.at(x, y, z, light);
    for (int i = ridges.size() - 1; i >= 0 && y < 0.6f; i--) {
      ridges.get(i).paint(x, y, z, above, light);
    }
  }
}
