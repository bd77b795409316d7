package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/** Sand or snow blown into ripples, with single grains that catch the light. */
record Sand(Ramp ramp, PeriodicNoise wind, PeriodicNoise grain, int ripples, float sparkle)
    implements Pattern {

  static Pattern of(Look look) {
    boolean snow = look.says("snow snowy frost powder");
    Ramp ramp =
        snow
            ? look.palette().main(0x8ca4c4, 0xbccee2, 0xe2ecf6, 0xffffff)
            : look.palette().main(0x7a5430, 0xb48a56, 0xd8b67e, 0xf2dcae);
    return new Sand(
        ramp,
        look.noise(),
        look.noise(),
        snow ? 0 : look.random().between(9, 14),
        snow ? 0.5f : 0.25f);
  }

  @Override
  public void at(float u, float v, Texel texel) {
    float sway = wind.fbm(u, v, 2, 3, 4);
    float broad = wind.fbm(u + 0.3f, v, 3, 3, 4);
    float fine = grain.fbm(u, v, 110, 110, 2);
    float phase = Curve.fract(ripples * v + 2.6f * sway);
    // A slow rise to windward, a steep lee side.
    float ripple = ripples == 0 ? 0 : Math.min(phase / 0.72f, (1 - phase) / 0.28f);
    ripple = ripple * ripple * (3 - 2 * ripple) * Curve.smoothstep(-0.55f, 0.2f, broad + 0.25f);
    ramp.paint(0.42f + 0.2f * ripple + 0.2f * broad + 0.2f * fine, texel);
    float glint = Curve.smoothstep(0.62f, 0.9f, grain.at(u + 0.2f, v + 0.2f, 240, 240));
    ramp.glow(1, sparkle * glint, texel);
    texel.height = (ripples == 0 ? 0 : 0.14f / ripples) * ripple + 0.02f * broad + 0.0012f * fine;
  }
}
