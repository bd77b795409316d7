package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * A round source of light: a sun, a moon, a spotlight's lens, with the glare around it.
 *
 * @param radius of its angle, as a sine
 * @param light of its face
 * @param glare how much of that is spread around it
 */
record Disc(Direction at, float radius, Tint light, float glare) {

  /** How much of the disc is in this direction, 0 to 1. */
  float face(float cosine) {
    float sine2 = Math.max(0, 1 - cosine * cosine);
    return cosine <= 0 ? 0 : Curve.smoothstep(1.12f, 0.88f, (float) Math.sqrt(sine2) / radius);
  }

  void shine(float x, float y, float z, float clear, Radiance onto) {
    float cosine = at.dot(x, y, z);
    if (cosine <= 0) {
      return;
    }
    float away = Math.max(0, 1 - cosine * cosine) / (radius * radius);
    float halo = glare / (1 + away * 0.35f) + 0.02f * glare / (1 + away * 0.012f);
    onto.add(light, clear * (face(cosine) + halo * cosine));
  }
}
