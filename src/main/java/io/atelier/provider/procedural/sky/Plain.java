package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * Firm ground: grass, sand in dunes, snow, stone; in the haze of the horizon where it is far.
 *
 * @param relief how high it rises and falls
 * @param gloss how much of the sky it mirrors, 0 for none: ice, wet stone
 */
record Plain(
    VolumeNoise noise,
    Illumination light,
    Tint dark,
    Tint bright,
    float relief,
    float grain,
    float gloss,
    float detail)
    implements Ground {

  @Override
  public void at(float x, float y, float z, Sky above, Radiance out) {
    float down = Math.max(-y, 0.002f);
    float px = x / down;
    float pz = z / down;
    float far = 1 / down;
    float finest = 0.5f * detail * down * down + 0.02f;
    float here = height(px, pz, finest);
    Direction from = light.from();
    float step = 0.06f + 0.02f * far;
    float ahead = height(px + from.x() * step, pz + from.z() * step, finest);
    float slope = (here - ahead) / step * relief;
    float facing = from.y() + 1.2f * slope;
    float fine = noise.fbm(px * 6 * grain, 11, pz * 6 * grain, 5, finest / (6 * grain));
    float broad = noise.fbm(px * 0.21f, 13, pz * 0.21f, 3, finest * 5);
    float tone = Curve.clamp(0.5f + 0.55f * fine + 0.4f * broad + 0.2f * here);
    Tint lit = light.on(dark.mix(bright, tone), Math.max(0.03f, facing));
    float haze = Curve.smoothstep(20, 300, far);
    if (haze > 0) {
      above.air(x * 0.98f, 0.2f, z * 0.98f, out);
    }
    if (gloss > 0) {
      float mirror = gloss * (0.3f + 0.7f * (1 - down) * (1 - down));
      Radiance seen = new Radiance();
      above.air(x + 0.02f * fine, down, z + 0.02f * fine, seen);
      lit =
          lit.mix(
              new Tint(Math.min(seen.red, 2), Math.min(seen.green, 2), Math.min(seen.blue, 2)),
              Curve.clamp(mirror));
    }
    out.cover(lit, 1, 1 - 0.45f * haze);
  }

  private float height(float px, float pz, float finest) {
    if (relief == 0) {
      return 0;
    }
    float swell = noise.fbm(px * 0.3f, 3, pz * 0.3f, 4, finest / 0.3f);
    float crest = 1 - 2.2f * Math.abs(noise.at(px * 0.17f + 0.3f * swell, 7, pz * 0.17f));
    return 0.6f * crest + 0.5f * swell;
  }
}
