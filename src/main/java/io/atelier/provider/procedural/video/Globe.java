package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.texture.PeriodicNoise;
import io.atelier.provider.procedural.texture.Ramp;

/** A planet that turns once, lit from the upper left, its clouds in bands. */
final class Globe implements Layer {
  private static final int WIDE = 1024;
  private static final int HIGH = 256;

  private final float[] map = new float[WIDE * HIGH * 3];
  private final float x;
  private final float y;
  private final float radius;
  private final Colour air;
  private final Beat beat;

  Globe(Setting setting, float x, float y, float radius, Ramp ground) {
    this.x = x;
    this.y = y;
    this.radius = radius;
    air = Colour.of(ground, 0.9);
    beat = setting.beat();
    PeriodicNoise noise = setting.noise();
    boolean banded = setting.random().chance(0.5f);
    for (int i = 0; i < WIDE * HIGH; i++) {
      float u = (i % WIDE + 0.5f) / WIDE;
      float v = (i / WIDE + 0.5f) / HIGH;
      float warp = 0.05f * noise.fbm(u, v, 4, 4, 4);
      float t =
          banded
              ? 0.5f + 0.75f * noise.fbm(u + warp, v + warp, 2, 11, 5)
              : 0.42f + 1.1f * noise.fbm(u + warp, v + warp, 5, 3, 6);
      Colour colour = Colour.of(ground, t);
      map[3 * i] = colour.red();
      map[3 * i + 1] = colour.green();
      map[3 * i + 2] = colour.blue();
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    Raster on = canvas.sharp;
    float r = radius * on.height;
    float cx = x * on.height;
    float cy = y * on.height;
    double turn = phase * beat.times(0.05);
    for (int py = Math.max(0, (int) (cy - r) - 1); py < Math.min(on.height, cy + r + 1); py++) {
      for (int px = Math.max(0, (int) (cx - r) - 1); px < Math.min(on.width, cx + r + 1); px++) {
        float dx = (px + 0.5f - cx) / r;
        float dy = (py + 0.5f - cy) / r;
        float out = dx * dx + dy * dy;
        float cover = Curve.clamp((1 - (float) Math.sqrt(out)) * r + 0.5f);
        if (cover > 0) {
          float dz = (float) Math.sqrt(Math.max(0, 1 - out));
          point(on, py * on.width + px, dx, dy, dz, cover, turn);
        }
      }
    }
  }

  private void point(Raster on, int at, float dx, float dy, float dz, float cover, double turn) {
    // Close enough to an arc sine, and the same on every machine.
    float across = dx / Math.max(0.05f, (float) Math.sqrt(Math.max(0, 1 - dy * dy)) + 0.001f);
    float longitude = across * (0.19f + 0.06f * across * across);
    float u = (float) (longitude + turn - Math.floor(longitude + turn)) * WIDE;
    int v = Math.clamp((int) ((0.5f + 0.42f * dy) * HIGH), 0, HIGH - 1) * WIDE;
    int left = (int) u & WIDE - 1;
    int right = left + 1 & WIDE - 1;
    float part = u - (int) u;
    float sun = -0.62f * dx - 0.45f * dy + 0.64f * dz;
    float light = 0.04f + 1.05f * Curve.smoothstep(-0.12f, 0.95f, sun);
    float rim = (1 - dz) * (1 - dz) * Curve.smoothstep(-0.2f, 0.6f, sun);
    for (int c = 0; c < 3; c++) {
      float a = map[3 * (v + left) + c];
      float ground = (a + (map[3 * (v + right) + c] - a) * part) * light;
      float haze = c == 0 ? air.red() : c == 1 ? air.green() : air.blue();
      float[] plane = c == 0 ? on.red : c == 1 ? on.green : on.blue;
      plane[at] += (ground + haze * 0.9f * rim - plane[at]) * cover;
    }
  }
}
