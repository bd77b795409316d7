package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;
import java.util.List;

/**
 * A street corner in a big city: three rows of towers with their windows and signs, and a wet
 * street that mirrors them.
 *
 * @param lights how much the windows and signs are lit: 1 by night, less by day
 */
record City(
    Sky above,
    Illumination light,
    VolumeNoise noise,
    Tint wall,
    Tint window,
    List<Tint> neon,
    float lights,
    float wet,
    float detail)
    implements Sky {
  private static final int[] TOWERS = {24, 37, 61};
  private static final float[] BASE = {0.12f, 0.16f, 0.2f};
  private static final float[] RISE = {0.85f, 0.6f, 0.36f};
  private static final int[] COLUMNS = {9, 7, 5};

  static City of(SkyLook look) {
    boolean day = look.says("day sunny morning noon bright");
    boolean dusk = look.says("sunset sunrise dusk dawn golden evening");
    Sky above;
    Illumination light;
    if (day || dusk) {
      DaySky sky = DaySky.of(look, dusk ? DaySky.Hour.GOLDEN : DaySky.Hour.DAY);
      above = sky;
      light = sky.illumination();
    } else {
      above = new Glow(look.natural(0x05060f), look.named(0, 0x7a2c9c), Stars.of(look, 0.25f));
      light =
          new Illumination(Direction.UP, new Tint(0, 0, 0), look.natural(0x38304c).times(0.35f));
    }
    List<Tint> neon =
        List.of(
            look.named(0, 0xff2c9c),
            look.named(1, 0x20e0ff),
            look.named(2, 0xffb020),
            look.natural(0x9040ff));
    return new City(
        above,
        light,
        look.noise(),
        look.natural(0x6c6e7c),
        look.natural(0xffd490),
        neon,
        day ? 0.05f : dusk ? 0.5f : 1,
        day ? 0.12f : 0.75f,
        look.detail());
  }

  /** The glow of a city on its own haze. */
  record Glow(Tint zenith, Tint horizon, Stars stars) implements Sky {
    @Override
    public void at(float x, float y, float z, Radiance light) {
      float low = 1 - Curve.clamp(y);
      float l2 = low * low;
      light.set(zenith, 1);
      light.add(horizon, 0.2f * l2 * l2 * l2 + 0.035f * low);
      stars.shine(x, y, z, Curve.smoothstep(0.2f, 0.7f, y), light);
    }

    @Override
    public void air(float x, float y, float z, Radiance light) {
      float low = 1 - Curve.clamp(y);
      light.set(zenith.plus(horizon.times(0.16f * low)), 1);
    }
  }

  @Override
  public void at(float x, float y, float z, Radiance out) {
    if (y >= 0) {
      skyline(x, y, z, true, out);
      return;
    }
    float down = Math.max(0.004f, -y);
    float px = x / down;
    float pz = z / down;
    float finest = 0.5f * detail * down * down + 0.02f;
    float rough = noise.fbm(px * 5, 41, pz * 5, 5, finest / 5);
    float puddle =
        Curve.smoothstep(-0.15f, 0.25f, noise.fbm(px * 0.7f, 43, pz * 0.7f, 4, finest * 1.4f));
    float smear = (0.03f + 0.05f * (1 - puddle)) * (rough + noise.at(px * 2, 47, pz * 2));
    // Wet stone draws what it mirrors out in length.
    float ry = Math.max(0.002f, down * (1 + 1.6f * smear) + 0.35f * smear);
    float length = 1 / (float) Math.sqrt(x * x + ry * ry + z * z);
    skyline((x + 0.1f * smear) * length, ry * length, z * length, false, out);
    float grazing = 1 - 0.75f * down;
    float mirror = wet * grazing * (0.22f + 0.6f * puddle);
    float bound = 9 / Math.max(9, out.luminance());
    out.scale(mirror * bound);
    out.add(light.on(wall.times(0.32f + 0.14f * rough), light.from().y()), 1 - mirror);
  }

  private void skyline(float x, float y, float z, boolean clear, Radiance out) {
    if (clear || light.from().y() < 0.9f) {
      above.at(x, y, z, out);
    } else {
      above.air(x, y, z, out);
    }
    if (y > 0.82f) {
      return;
    }
    float azimuth = Direction.azimuth(x, z) + 0.5f;
    float rise = y / (float) Math.sqrt(Math.max(0.02f, 1 - y * y));
    Radiance air = new Radiance();
    above.air(x, 0.03f, z, air);
    for (int row = 2; row >= 0; row--) {
      tower(azimuth, rise, row, air, out);
    }
  }

  private void tower(float azimuth, float rise, int row, Radiance air, Radiance out) {
    int count = TOWERS[row];
    float at = azimuth * count + 0.37f * row;
    int cell = Math.floorMod(Curve.floor(at), count);
    float inside = Curve.fract(at);
    float tall = noise.of(cell, row);
    float height = BASE[row] + RISE[row] * tall * tall;
    // No tower stands before the sun, or the place would have none.
    float fromSun = Math.abs((cell + 0.5f - 0.37f * row) / count - 0.5f - sunAt());
    if (light.from().y() < 0.9f && Math.min(fromSun, 1 - fromSun) < 0.75f / count + 0.012f) {
      height = Math.min(height, Math.max(0.02f, light.from().y() - 0.02f));
    }
    float left = 0.02f + 0.1f * noise.of(cell, row + 10);
    float right = 1 - 0.02f - 0.1f * noise.of(cell, row + 20);
    // A set-back top on some.
    if (noise.of(cell, row + 30) < 0.5f && rise > height * 0.78f) {
      left += 0.17f;
      right -= 0.17f;
    }
    float width = count / (6.2832f * detail);
    float edge =
        Curve.smoothstep(left - width, left + width, inside)
            * Curve.smoothstep(right + width, right - width, inside)
            * Curve.smoothstep(height + 1 / detail, height - 1 / detail, rise);
    if (edge <= 0) {
      return;
    }
    float share = (inside - left) / (right - left);
    float facing = light.from().y() > 0.9f ? 0.3f : 0.25f + 0.5f * noise.of(cell, row + 40);
    Tint face = light.on(wall.times(0.4f + 0.5f * noise.of(cell, row + 50)), facing);
    float haze = 0.1f + 0.24f * row;
    Tint seen = face.mix(new Tint(air.red, air.green, air.blue), haze);
    out.cover(seen, 1, edge);
    windows(share, rise, height, cell, row, edge * (1 - 0.6f * haze), width, out);
    if (lights > 0.2f && row < 2) {
      sign(share, rise, height, cell, row, edge, out);
    }
  }

  private float sunAt() {
    return Direction.azimuth(light.from().x(), light.from().z());
  }

  private void windows(
      float share,
      float rise,
      float height,
      int cell,
      int row,
      float edge,
      float width,
      Radiance out) {
    int columns = COLUMNS[row] + (int) (3 * noise.of(cell, row + 60));
    float floorHeight = (0.030f - 0.006f * row);
    float u = share * columns;
    float v = rise / floorHeight;
    int column = Curve.floor(u);
    int floor = Curve.floor(v);
    float soft = Math.min(0.3f, width * columns);
    float fu = Math.abs(Curve.fract(u) - 0.5f);
    float fv = Math.abs(Curve.fract(v) - 0.5f);
    float pane =
        Curve.smoothstep(0.32f + soft, 0.32f - soft, fu)
            * Curve.smoothstep(0.3f + 0.5f * soft, 0.3f - 0.5f * soft, fv);
    if (pane <= 0 || rise > height * 0.97f || share < 0 || share > 1) {
      return;
    }
    float chance = noise.of(cell * 4096 + floor * 32 + column, row + 70);
    float busy = 0.12f + 0.3f * noise.of(cell, row + 80);
    if (chance < busy) {
      float warm = noise.of(cell * 4096 + floor * 32 + column, row + 90);
      Tint colour = warm < 0.15f ? neon.get(1) : window;
      out.add(colour, edge * pane * lights * (0.15f + 0.6f * warm * warm));
    } else {
      out.scale(1 - 0.35f * pane * edge);
    }
  }

  private void sign(
      float share, float rise, float height, int cell, int row, float edge, Radiance out) {
    float pick = noise.of(cell, row + 100);
    if (pick > 0.72f) {
      return;
    }
    Tint colour = neon.get((int) (noise.of(cell, row + 110) * neon.size()));
    boolean upright = pick < 0.42f;
    float middle = upright ? 0.2f + 0.6f * noise.of(cell, row + 120) : 0.5f;
    float wide = upright ? 0.09f : 0.34f;
    float centre = height * (upright ? 0.5f : 0.86f);
    float high = upright ? height * 0.3f : 0.03f;
    float u = Math.abs(share - middle) / wide;
    float v = Math.abs(rise - centre) / high;
    float box = Math.max(u, v);
    float spill = 1 / (1 + 10 * Math.max(0, u - 1) + 14 * Math.max(0, (v - 1) * high / 0.05f));
    out.add(colour, 0.16f * edge * spill * lights);
    if (box < 1) {
      float frame = Math.max(Curve.smoothstep(0.72f, 0.82f, u), Curve.smoothstep(0.9f, 0.95f, v));
      float along = upright ? rise / 0.028f : share * 14;
      float cross = upright ? u : v;
      int glyph = Curve.floor(along);
      float stroke = Curve.fract(along) - 0.5f;
      float letter =
          noise.of(glyph + 64 * cell, row + 130) < 0.8f
              ? Curve.smoothstep(0.34f, 0.28f, Math.max(Math.abs(stroke), cross * 0.5f))
                  * (0.4f
                      + 0.6f
                          * Curve.smoothstep(
                              -0.1f, 0.1f, noise.at(stroke * 7 + glyph, cross * 3, cell)))
              : 0;
      out.add(colour, edge * lights * (6 * frame + 12 * letter) * (1 + 5 * (1 - lights)));
    }
  }
}
