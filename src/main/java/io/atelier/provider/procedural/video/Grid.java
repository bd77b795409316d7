package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * A glowing grid that one flies over, to the horizon.
 *
 * @param horizon in picture heights
 * @param cells that are passed in all
 */
record Grid(float horizon, int cells, Colour floor, Colour line, Beat beat) implements Layer {
  private static final float CAMERA = 0.24f;

  @Override
  public void paint(Canvas canvas, double phase) {
    Raster on = canvas.sharp;
    float sway = 0.25f * beat.camera(phase);
    for (int y = (int) (horizon * on.height) + 1; y < on.height; y++) {
      float below = (y + 0.5f) / on.height - horizon;
      float depth = CAMERA / below;
      float pixel = depth / on.height;
      float near = 1 / (1 + 0.11f * depth * depth);
      float along = (float) (depth * 2 + phase * cells);
      float cross = line(along, 2 * pixel * depth / CAMERA) * near;
      float u = (-canvas.aspect() / 2 * depth / CAMERA + sway) * 0.9f;
      float step = pixel / CAMERA * 0.9f;
      int at = y * on.width;
      for (int x = 0; x < on.width; x++) {
        float light = Math.max(cross, line(u + x * step, step) * near);
        on.red[at + x] = floor.red() + line.red() * light;
        on.green[at + x] = floor.green() + line.green() * light;
        on.blue[at + x] = floor.blue() + line.blue() * light;
      }
    }
    glow(canvas.light);
  }

  /** A line at every whole number, never thinner than a pixel but then fainter. */
  private static float line(float at, float pixel) {
    float off = Math.abs(at - Curve.floor(at + 0.5f));
    float half = 0.018f + pixel * 0.7f;
    float core = Math.max(0, 1 - off / half);
    float halo = Math.max(0, 1 - off * 3.4f);
    return core * (0.018f / half * 0.75f + 0.25f) * 1.25f + 0.2f * halo * halo;
  }

  private void glow(Raster on) {
    int middle = (int) (horizon * on.height);
    for (int y = Math.max(0, middle - on.height / 7); y < on.height * 0.7f; y++) {
      float off = Math.abs(y - middle) * 7f / on.height;
      float light = 0.55f * Math.max(0, 1 - off) * Math.max(0, 1 - off);
      for (int x = 0; x < on.width; x++) {
        on.red[y * on.width + x] += line.red() * light;
        on.green[y * on.width + x] += line.green() * light;
        on.blue[y * on.width + x] += line.blue() * light;
      }
    }
  }
}
