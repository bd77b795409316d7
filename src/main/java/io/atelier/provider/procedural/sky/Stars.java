package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Curve;

/** Stars: points scattered over the sphere, few bright ones and many faint. */
record Stars(int seed, float detail, float density) {
  private static final float[] SHELLS = {34, 71, 143};
  private static final float[] POWER = {2.4f, 0.8f, 0.3f};

  static Stars of(SkyLook look, float density) {
    return new Stars((int) look.random().nextLong(), look.detail(), density);
  }

  void shine(float x, float y, float z, float clear, Radiance onto) {
    for (int shell = 0; shell < SHELLS.length; shell++) {
      float radius = SHELLS[shell];
      int i = Curve.floor(x * radius);
      int j = Curve.floor(y * radius);
      int k = Curve.floor(z * radius);
      int hash = VolumeNoise.hash(i, j, k, seed + shell);
      if ((hash & 0xff) < 256 * 0.09f * density) {
        star(x, y, z, i, j, k, hash, shell, clear, onto);
      }
    }
  }

  private void star(
      float x,
      float y,
      float z,
      int i,
      int j,
      int k,
      int hash,
      int shell,
      float clear,
      Radiance onto) {
    float px = i + 0.3f + 0.4f * ((hash >>> 8 & 0xff) / 255f);
    float py = j + 0.3f + 0.4f * ((hash >>> 16 & 0xff) / 255f);
    float pz = k + 0.3f + 0.4f * ((hash >>> 24) / 255f);
    float far = (float) Math.sqrt(px * px + py * py + pz * pz);
    if (Math.abs(far - SHELLS[shell]) > 0.3f) {
      return;
    }
    int other = hash * 0x9e3779b1;
    float magnitude = (other >>> 24) / 255f;
    float power = POWER[shell] * (0.15f + magnitude * magnitude * magnitude);
    // A star is a point: where a pixel is wider than its picture, it is dimmer instead.
    float natural = 0.0011f;
    float wide = Math.max(natural, 1.1f / detail);
    float dx = x - px / far;
    float dy = y - py / far;
    float dz = z - pz / far;
    float near = 1 - (dx * dx + dy * dy + dz * dz) / (wide * wide);
    if (near > 0) {
      float light = clear * power * near * near * (natural / wide) * (natural / wide) * 7;
      float warm = (other >>> 16 & 0xff) / 255f;
      onto.red += light * (0.75f + 0.5f * warm);
      onto.green += light * (0.85f + 0.1f * warm);
      onto.blue += light * (1.25f - 0.5f * warm);
    }
  }
}
