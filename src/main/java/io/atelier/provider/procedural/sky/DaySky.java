package io.atelier.provider.procedural.sky;

/** The sky while the sun is up, from noon to its last minute. */
record DaySky(
    Atmosphere air, Disc sun, Clouds clouds, Clouds veil, Tint filter, float dusk, float direct)
    implements Sky {
  private static final Tint EMBER = new Tint(1.3f, 0.56f, 0.2f);
  private static final Tint VIOLET = new Tint(1.02f, 0.68f, 0.74f);
  private static final Tint BLUE = new Tint(0.62f, 0.7f, 1.05f);

  /** When, and with how many clouds. */
  enum Hour {
    DAY(0.055f, 0.15f, 2, 4, 0.0125f),
    // Low suns are remembered large.
    GOLDEN(0.006f, 0.013f, 1.6f, 2.6f, 0.03f),
    OVERCAST(0.09f, 0.15f, 5, 7, 0.0125f);

    final float low;
    final float high;
    final float clear;
    final float hazy;
    final float sun;

    Hour(float low, float high, float clear, float hazy, float sun) {
      this.low = low;
      this.high = high;
      this.clear = clear;
      this.hazy = hazy;
      this.sun = sun;
    }
  }

  static DaySky of(SkyLook look, Hour hour) {
    Direction at =
        Direction.of(
            look.aside(0.03f, hour == Hour.DAY ? 0.14f : 0.07f),
            look.random().between(hour.low, hour.high));
    Atmosphere air = new Atmosphere(at, look.random().between(hour.clear, hour.hazy));
    float cover = cover(look, hour);
    float veiled = hour == Hour.OVERCAST ? 0.25f : 1;
    Tint face = air.sunlight.times(veiled / (3.1416f * hour.sun * hour.sun));
    Disc sun = new Disc(at, hour.sun, face, hour == Hour.OVERCAST ? 0.0004f : 0.00016f);
    Tint lit = air.sunlight.times(hour == Hour.GOLDEN ? 0.45f : 0.17f * veiled);
    Tint shade = air.ambient.times(hour == Hour.DAY ? 0.75f : 0.5f);
    Clouds clouds =
        new Clouds(
            look.noise(),
            at,
            lit.plus(air.ambient.times(0.8f)),
            shade.plus(lit.times(0.12f)),
            cover,
            look.random().between(0.8f, 1.5f),
            look.detail());
    Clouds veil =
        new Clouds(
            look.noise(),
            at,
            lit.plus(air.ambient.times(0.6f)),
            lit.times(0.5f).plus(air.ambient.times(0.6f)),
            hour == Hour.OVERCAST ? 0.7f : 0.22f * look.random().unit() + 0.1f,
            look.random().between(0.35f, 0.6f),
            look.detail());
    return new DaySky(
        air,
        sun,
        clouds,
        veil,
        look.filter(),
        hour == Hour.GOLDEN ? 1 : 0,
        hour == Hour.OVERCAST ? 0.12f : 1);
  }

  private static float cover(SkyLook look, Hour hour) {
    if (hour == Hour.OVERCAST) {
      return look.says("storm stormy thunder") ? 0.72f : 0.84f;
    }
    if (look.says("clear cloudless blue")) {
      return 0.06f;
    }
    return look.says("cloud clouds cloudy dramatic cumulus storm fluffy")
        ? look.random().between(0.5f, 0.62f)
        : look.random().between(0.22f, 0.5f);
  }

  Illumination illumination() {
    return new Illumination(
        sun.at(),
        air.sunlight.mix(air.sunlight.times(filter), 0.4f).times(direct),
        air.ambient.times(1 - 0.45f * dusk));
  }

  @Override
  public void at(float x, float y, float z, Radiance light) {
    air.at(x, y, z, light);
    float clear = veil.cover(x, y, z, light);
    clear = 0.5f + 0.5f * clear;
    float through = clouds.cover(x, y, z, light);
    sun.shine(x, y, z, clear * (0.06f + 0.94f * through * through), light);
    grade(y, light);
  }

  @Override
  public void air(float x, float y, float z, Radiance light) {
    air.at(x, y, z, light);
    grade(y, light);
  }

  private void grade(float y, Radiance light) {
    if (dusk > 0) {
      // The dust of a whole day: embers along the horizon, violet over them, blue overhead.
      float up = (float) Math.sqrt(Math.max(0, y));
      Tint colour =
          up < 0.45f
              ? EMBER.mix(VIOLET, up / 0.45f)
              : VIOLET.mix(BLUE, Math.min(1, (up - 0.45f) / 0.4f));
      light.filter(colour);
    }
    light.filter(filter);
  }
}
