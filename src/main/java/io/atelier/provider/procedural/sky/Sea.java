package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** Open water: waves that mirror the sky, and the sun's path on them. */
record Sea(VolumeNoise noise, Illumination light, Tint deep, float swell, float detail)
    implements Ground {

  @Override
  public void at(float x, float y, float z, Sky above, Radiance out) {
    float down = Math.max(-y, 0.002f);
    float px = x / down;
    float pz = z / down;
    float finest = 0.5f * detail * down * down + 0.02f;
    float tilt = swell * Math.min(1, 0.25f + 2 * down);
    float sx = tilt * noise.fbm(px * 1.9f, 2, pz * 2.8f, 6, finest / 2.4f + 1.2f);
    float sz = tilt * noise.fbm(px * 1.9f, 21, pz * 2.8f, 6, finest / 2.4f + 1.2f);
    float steep = 1 / (float) Math.sqrt(1 + sx * sx + sz * sz);
    float nx = -sx * steep;
    float nz = -sz * steep;
    float facing = Math.max(0.02f, -(x * nx + y * steep + z * nz));
    float rx = x + 2 * facing * nx;
    float ry = Math.max(0.015f, y + 2 * facing * steep);
    float rz = z + 2 * facing * nz;
    float length = 1 / (float) Math.sqrt(rx * rx + ry * ry + rz * rz);
    float grazing = 1 - facing;
    float g2 = grazing * grazing;
    float mirror = 0.03f + 0.97f * g2 * g2 * grazing;
    above.at(rx * length, ry * length, rz * length, out);
    // The disc itself is spread over many waves smaller than a pixel.
    float bound = 6 / Math.max(6, out.luminance());
    out.scale(mirror * bound);
    out.add(light.on(deep, light.from().y()), 1 - mirror);
    float glint = Math.max(0, light.from().dot(rx * length, ry * length, rz * length));
    for (int i = 0; i < 7; i++) {
      glint *= glint;
    }
    out.add(light.direct(), glint * (0.15f + mirror) * 7);
    float haze = Curve.smoothstep(60, 400, 1 / down);
    if (haze > 0) {
      Radiance horizon = new Radiance();
      above.air(x, 0.006f, z, horizon);
      out.red = Curve.mix(out.red, horizon.red, haze);
      out.green = Curve.mix(out.green, horizon.green, haze);
      out.blue = Curve.mix(out.blue, horizon.blue, haze);
    }
  }
}
