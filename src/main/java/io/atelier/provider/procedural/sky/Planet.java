package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** A near planet: a ball with weather or bands, lit from its sun's side, air along its rim. */
record Planet(
    Direction at,
    Direction right,
    Direction up,
    float radius,
    boolean banded,
    Tint low,
    Tint high,
    Tint air,
    VolumeNoise noise,
    float detail) {

  static Planet of(SkyLook look, float side, Direction sun) {
    Direction at =
        Direction.of(
            side * look.random().between(0.05f, 0.11f), look.random().between(-0.05f, 0.02f));
    Direction right = at.cross(Direction.UP);
    boolean banded = look.random().chance(0.5f);
    return new Planet(
        at,
        right,
        right.cross(at),
        look.random().between(0.2f, 0.34f),
        banded,
        look.named(1, banded ? 0x8c5a34 : 0x0c3468),
        look.named(0, banded ? 0xf0d4a8 : 0xd8e4ec),
        look.natural(0x5ca8ff),
        look.noise(),
        look.detail());
  }

  boolean paint(float x, float y, float z, Direction sun, Radiance out) {
    float front = at.dot(x, y, z);
    if (front <= 0) {
      return false;
    }
    float u = right.dot(x, y, z) / radius;
    float v = up.dot(x, y, z) / radius;
    float r2 = u * u + v * v;
    float r = (float) Math.sqrt(r2);
    if (r > 1.25f) {
      return false;
    }
    // The sun stands behind the plane of the picture's middle, so the ball is a crescent.
    float lx = right.dot(sun.x(), sun.y(), sun.z());
    float ly = up.dot(sun.x(), sun.y(), sun.z());
    float side = 1 / (float) Math.sqrt(lx * lx + ly * ly + 0.2f);
    float w = (float) Math.sqrt(Math.max(0, 1 - r2));
    float lit = (u * lx + v * ly) * side + 0.25f * w;
    float rim = Math.max(0, (u * lx + v * ly) / Math.max(0.3f, r) * side + 0.3f);
    if (r > 1) {
      float fade = (1.25f - r) / 0.25f;
      out.add(air, 0.35f * rim * fade * fade * fade * fade);
      return false;
    }
    float day = Curve.smoothstep(-0.08f, 0.55f, lit);
    float swirl = noise.fbm(u * 2, v * (banded ? 6 : 2), w * 2, 7, detail * radius / 4);
    float tone =
        banded
            ? 0.5f + 0.5f * noise.fbm(0.3f, v * 4 + 0.25f * swirl, 2, 5, 40) + 0.3f * swirl
            : Curve.smoothstep(-0.05f, 0.3f, swirl);
    float edge = Curve.smoothstep(1, 1 - 1.5f / (detail * radius), r);
    Tint face = low.mix(high, Curve.clamp(tone)).times(0.012f + 0.62f * day);
    out.cover(face, 1, edge);
    float thin = 1 - w;
    out.add(air, thin * thin * thin * rim * 0.7f);
    return edge >= 1;
  }
}
