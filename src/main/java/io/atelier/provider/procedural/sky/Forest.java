package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** Among trees: trunks in rows that fade in the haze, leaves above, the sun between them. */
record Forest(
    VolumeNoise noise,
    DaySky sky,
    Illumination light,
    Tint leafDark,
    Tint leafLit,
    Tint bark,
    Tint floorDark,
    Tint floorLit,
    Tint haze,
    float detail)
    implements Sky {
  private static final int[] TRUNKS = {17, 34, 67};

  static Forest of(SkyLook look, DaySky sky) {
    Illumination light = sky.illumination();
    boolean autumn = look.says("autumn fall");
    Tint lit = look.named(0, autumn ? 0xe88a24 : 0x9cc83c);
    Tint dark = look.natural(autumn ? 0x4c2008 : 0x122c0c);
    Tint mist = lit.mix(dark, 0.35f).times(light.ambient().mix(light.direct(), 0.12f)).times(1.3f);
    return new Forest(
        look.noise(),
        sky,
        light,
        dark,
        lit,
        look.natural(0x2c2018),
        look.natural(0x1c2410),
        look.natural(autumn ? 0xa85c20 : 0x5c7428),
        mist,
        look.detail());
  }

  @Override
  public void at(float x, float y, float z, Radiance out) {
    if (y < -0.02f) {
      floor(x, y, z, out);
      return;
    }
    sky.at(x, y, z, out);
    float towards = Math.max(0, light.from().dot(x, y, z));
    float glow = towards * towards * towards * towards;
    float leaves = canopy(x, y, z, 3.2f, 0, 0.12f + 0.5f * y);
    float through = 0.35f + 1.9f * glow;
    out.cover(leafLit.mix(leafDark, 0.3f), 0.7f * through, 0.92f * leaves);
    out.cover(
        haze.plus(light.direct().times(0.16f * glow)), 1, 0.85f * Curve.smoothstep(0.5f, 0, y));
    float azimuth = Direction.azimuth(x, z) + 0.5f;
    for (int row = 2; row >= 0; row--) {
      trunk(azimuth, y, row, glow, out);
      float near = canopy(x, y, z, 5 - row, 9 * row + 20, -0.12f + 0.75f * y - 0.06f * row);
      float tone = Curve.clamp(0.45f + noise.fbm(x * 22, y * 22 + row, z * 22, 3, detail / 44));
      Tint leaf = leafDark.mix(leafLit, tone).times(0.25f + 0.5f * through * tone);
      out.cover(leaf.mix(haze, 0.26f * row), 1, near);
    }
  }

  private float canopy(float x, float y, float z, float scale, float seed, float fill) {
    float mass = noise.fbm(x * scale + seed, y * scale, z * scale, 7, detail / scale / 2);
    float twigs = 0.3f * noise.fbm(x * 30, y * 30 + seed, z * 30, 3, detail / 60);
    return Curve.smoothstep(0.3f, 0.38f, mass + twigs + fill);
  }

  private void trunk(float azimuth, float y, int row, float glow, Radiance out) {
    int count = TRUNKS[row];
    float lean = 0.03f * noise.at(y * 2.5f, row, Curve.floor(azimuth * count)) * (1 + y);
    float at = (azimuth + 0.013f * row + lean / count) * count;
    int cell = Math.floorMod(Curve.floor(at), count);
    float middle = 0.5f + 0.5f * (noise.of(cell, row) - 0.5f);
    float thin = 0.06f + 0.1f * noise.of(cell, row + 10);
    float off =
        (Curve.fract(at) - middle) / (thin * (1 + 0.9f * Curve.smoothstep(0.1f, -0.02f, y)));
    if (Math.abs(off) > 1.1f || noise.of(cell, row + 20) < 0.18f) {
      return;
    }
    float edge = Curve.smoothstep(1.04f, 0.94f, Math.abs(off));
    float rough = noise.fbm(1.6f * off + 7 * cell, y * 6, row, 4, detail / 120);
    float round = 0.35f + 0.65f * (float) Math.sqrt(Math.max(0, 1 - off * off));
    Tint lit =
        bark.times((0.7f + 0.6f * rough) * round)
            .times(light.ambient().plus(light.direct().times(0.1f + 0.3f * glow)));
    float mist = 0.05f + 0.3f * row;
    out.cover(lit.mix(haze.times(0.8f), mist), 1, edge);
  }

  private void floor(float x, float y, float z, Radiance out) {
    float down = -y;
    float px = x / down;
    float pz = z / down;
    float finest = 0.5f * detail * down * down + 0.02f;
    float fine = noise.fbm(px * 4, 31, pz * 4, 6, finest / 4);
    float broad = noise.fbm(px * 0.5f, 33, pz * 0.5f, 4, finest * 2);
    float dapple = Curve.smoothstep(0.12f, 0.4f, noise.fbm(px * 0.9f, 37, pz * 0.9f, 4, finest));
    Tint colour = floorDark.mix(floorLit, Curve.clamp(0.45f + 0.6f * fine + 0.3f * broad));
    Tint lit =
        colour.times(
            light.ambient().times(0.6f).plus(light.direct().times(0.03f + 0.26f * dapple)));
    float far = Curve.smoothstep(3, 25, 1 / down);
    out.set(lit.mix(haze.times(0.8f), 0.8f * far), 1);
  }
}
