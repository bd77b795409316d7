package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.texture.PeriodicNoise;

/** The sea to the horizon: waves that reflect the sky above it and glitter under the sun. */
final class Water implements Layer {
  private static final int SIZE = 256;
  private static final float CAMERA = 0.1f;

  private final float[] waves = new float[SIZE * SIZE];
  private final float horizon;
  private final float sunX;
  private final Colour far;
  private final Colour near;
  private final Colour glitter;
  private final Beat beat;

  /**
   * Water below the horizon.
   *
   * @param sunX where the sun stands, in picture heights
   */
  Water(Setting setting, float horizon, float sunX, Colour far, Colour near, Colour glitter) {
    this.horizon = horizon;
    this.sunX = sunX;
    this.far = far;
    this.near = near;
    this.glitter = glitter;
    beat = setting.beat();
    PeriodicNoise noise = new PeriodicNoise(setting.random().nextLong(), SIZE);
    for (int i = 0; i < waves.length; i++) {
      float u = (i % SIZE + 0.5f) / SIZE;
      float v = (i / SIZE + 0.5f) / SIZE;
      waves[i] = noise.fbm(u, v, 5, 9, 4);
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    Raster on = canvas.sharp;
    int first = Math.max(0, (int) (horizon * on.height));
    float roll = (float) phase * SIZE * beat.times(0.08);
    float sway = (float) phase * SIZE * beat.times(0.05);
    for (int y = first; y < on.height; y++) {
      float below = (y + 0.5f) / on.height - horizon;
      float depth = CAMERA / (below + 0.012f);
      float t = Math.min(1, below / (1 - horizon));
      Colour body = far.mix(near, (float) Math.sqrt(t));
      float calm = 1 / (1 + 0.16f * depth);
      float path = (0.05f + 0.34f * t) * (0.05f + 0.34f * t);
      for (int x = 0; x < on.width; x++) {
        float across = (x + 0.5f) / on.height;
        float u = (across - sunX) * depth * 110;
        float v = depth * 330;
        float wave = at(u + sway, v + roll) + 0.8f * at(u * 1.7f - sway + 77, v * 1.4f + roll + 31);
        float lit = wave * calm;
        float off = across - sunX;
        float sun = Math.max(0, 1 - off * off / path);
        float spark =
            1.3f * Curve.smoothstep(0.02f, 0.5f, wave * (0.55f + 0.45f * calm)) * sun * sun;
        float shade = 1 + 0.8f * lit;
        int p = y * on.width + x;
        on.red[p] = body.red() * shade + glitter.red() * spark;
        on.green[p] = body.green() * shade + glitter.green() * spark;
        on.blue[p] = body.blue() * shade + glitter.blue() * spark;
      }
    }
  }

  private float at(float u, float v) {
    int iu = (int) Math.floor(u);
    int iv = (int) Math.floor(v);
    float fu = u - iu;
    float fv = v - iv;
    int row = (iv & SIZE - 1) * SIZE;
    int below = (iv + 1 & SIZE - 1) * SIZE;
    int left = iu & SIZE - 1;
    int right = iu + 1 & SIZE - 1;
    float top = waves[row + left] + (waves[row + right] - waves[row + left]) * fu;
    float bottom = waves[below + left] + (waves[below + right] - waves[below + left]) * fu;
    return top + (bottom - top) * fv;
  }
}
