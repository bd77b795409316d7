package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** Curtains of polar light: bright at their hem, fading and changing colour upwards. */
record Aurora(VolumeNoise noise, Tint hem, Tint top, float power) {
  static final Aurora NONE = new Aurora(new VolumeNoise(0), Tint.WHITE, Tint.WHITE, 0);
  private static final int LAYERS = 14;

  static Aurora of(SkyLook look) {
    return new Aurora(look.noise(), look.named(0, 0x3cf09c), look.named(1, 0xb040e0), 1);
  }

  Tint spill() {
    return hem.times(0.03f * power);
  }

  void shine(float x, float y, float z, Radiance onto) {
    if (power == 0 || y < 0.02f) {
      return;
    }
    for (int i = 0; i < LAYERS; i++) {
      float up = (float) i / LAYERS;
      float far = (1 + 0.75f * up) / (y + 0.12f);
      float px = x * far * 0.42f;
      float pz = z * far * 0.42f;
      float bend = noise.at(px * 0.8f, 1, pz * 0.8f);
      float line = Math.abs(noise.at(px + 0.7f * bend, 4, pz + 0.4f * bend));
      float curtain = Math.max(0, 1 - line * 9);
      if (curtain > 0) {
        float rays = 0.6f + 0.4f * noise.at(px * 14, 9, pz * 14);
        float light =
            curtain * curtain * rays * (1 - up) * (1 - up) * Curve.smoothstep(0.02f, 0.2f, y);
        onto.add(hem.mix(top, up), 0.16f * light);
      }
    }
  }
}
