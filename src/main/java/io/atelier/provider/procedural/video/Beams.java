package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;

/** Spot lights that swing from above, and the pools of light they throw on the floor. */
final class Beams implements Layer {
  private final List<Lamp> lamps = new ArrayList<>();
  private final Beat beat;
  private final float floor;

  private record Lamp(
      float x, float y, float aim, float swing, float offset, float spread, Colour colour) {}

  /**
   * Lamps side by side.
   *
   * @param floor where their light falls, in picture heights
   */
  Beams(Setting setting, int count, float floor, float strength, List<Colour> colours) {
    beat = setting.beat();
    this.floor = floor;
    for (int i = 0; i < count; i++) {
      float x = setting.aspect() * (i + 0.5f) / count;
      lamps.add(
          new Lamp(
              x,
              -0.06f,
              (setting.aspect() / 2 - x) * 0.75f,
              setting.between(0.12f, 0.3f),
              setting.random().unit(),
              setting.between(0.055f, 0.1f),
              colours.get(i % colours.size()).times(strength)));
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    Raster on = canvas.light;
    for (Lamp lamp : lamps) {
      float lean =
          (lamp.aim + lamp.swing * Sine.ofTurns(phase * beat.times(0.2) + lamp.offset))
              / (floor - lamp.y);
      beam(on, lamp, lean);
      float x = lamp.x + lean * (floor - lamp.y);
      pool(on, x, lamp.spread * 2.4f, lamp.colour.times(0.9f));
      on.glow(lamp.x, 0.0f, 0.09f, lamp.colour, 1.2f);
    }
  }

  private void beam(Raster on, Lamp lamp, float lean) {
    for (int y = 0; y < Math.min(on.height, floor * on.height); y++) {
      float down = (y + 0.5f) / on.height - lamp.y;
      float centre = (lamp.x + lean * down) * on.height;
      float half = (0.012f + lamp.spread * down) * on.height;
      float bright = 0.55f * (1 - 0.65f * down);
      float scale = 1 / (half * half);
      int from = Math.max(0, (int) (centre - half));
      int to = Math.min(on.width, (int) (centre + half) + 1);
      int row = y * on.width;
      for (int x = from; x < to; x++) {
        float off = x + 0.5f - centre;
        float near = Math.max(0, 1 - off * off * scale);
        float light = bright * near * near;
        on.red[row + x] += lamp.colour.red() * light;
        on.green[row + x] += lamp.colour.green() * light;
        on.blue[row + x] += lamp.colour.blue() * light;
      }
    }
  }

  private void pool(Raster on, float cx, float rx, Colour colour) {
    float ry = rx * 0.24f;
    int top = Math.max(0, (int) ((floor - ry) * on.height));
    int bottom = Math.min(on.height, (int) ((floor + ry) * on.height) + 1);
    int left = Math.max(0, (int) ((cx - rx) * on.height));
    int right = Math.min(on.width, (int) ((cx + rx) * on.height) + 1);
    for (int y = top; y < bottom; y++) {
      float dy = ((y + 0.5f) / on.height - floor) / ry;
      for (int x = left; x < right; x++) {
        float dx = ((x + 0.5f) / on.height - cx) / rx;
        float near = Math.max(0, 1 - dx * dx - dy * dy);
        int at = y * on.width + x;
        on.red[at] += colour.red() * near * near;
        on.green[at] += colour.green() * near * near;
        on.blue[at] += colour.blue() * near * near;
      }
    }
  }
}
