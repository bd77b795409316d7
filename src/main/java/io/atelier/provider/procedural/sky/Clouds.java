package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * A layer of clouds under the sky: lit from the sun's side, grey below, with a bright lining where
 * the sun is behind them.
 *
 * @param cover 0 none to 1 a closed ceiling
 * @param grain how small they are: 1 cumulus, 2 mackerel
 */
record Clouds(
    VolumeNoise noise,
    Direction sun,
    Tint lit,
    Tint shade,
    float cover,
    float grain,
    float detail) {

  /** Covers what is behind; answers how much of it can still be seen. */
  float cover(float x, float y, float z, Radiance behind) {
    if (y < 0.004f || cover <= 0) {
      return 1;
    }
    float height = y + 0.09f;
    float px = x / height * grain;
    float pz = z / height * grain;
    float finest = 0.5f * detail * height * height / grain;
    float wx = px + 0.35f * noise.at(px * 0.9f, 3.7f, pz * 0.9f);
    float wz = pz + 0.35f * noise.at(px * 0.9f, 8.1f, pz * 0.9f);
    float mass = noise.fbm(wx, 0.5f, wz, 7, finest) + 0.25f * noise.at(px * 0.3f, 5.5f, pz * 0.3f);
    float threshold = 0.42f - 0.95f * cover;
    float thick = Curve.smoothstep(threshold, threshold + 0.32f, mass);
    float seen = thick * Curve.smoothstep(0.004f, 0.1f, y);
    if (seen <= 0) {
      return 1;
    }
    float towards = 0.3f;
    float ahead = noise.fbm(wx + towards * sun.x(), 0.5f, wz + towards * sun.z(), 4, finest);
    float relief =
        Curve.clamp(0.62f + 0.9f * (mass - ahead) - 0.45f * Math.max(0, mass - threshold));
    float cosine = Math.max(0, sun.dot(x, y, z));
    float c4 = cosine * cosine * cosine * cosine;
    float lining = c4 * c4 * (1 - 0.85f * thick) * 3.2f + 0.5f * c4;
    float light = relief * relief * (3 - 2 * relief);
    Tint colour = shade.mix(lit, light).plus(lit.times(lining * 0.6f));
    float far = Curve.smoothstep(0.28f, 0.02f, y);
    behind.cover(colour, 1, seen * (1 - 0.75f * far));
    return 1 - thick;
  }
}
