package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;

/** Waving veils of light: northern lights where they hang down, silk where they are thin. */
final class Ribbons implements Layer {
  private final List<Ribbon> ribbons = new ArrayList<>();
  private final Beat beat;

  private record Ribbon(
      float y, float rise, float above, float below, float[] offsets, Colour colour) {}

  /**
   * Ribbons between two heights.
   *
   * @param above how far its light reaches up from its edge, in picture heights; below likewise
   */
  Ribbons(
      Setting setting,
      int count,
      float top,
      float bottom,
      float above,
      float below,
      float strength,
      List<Colour> colours) {
    beat = setting.beat();
    for (int i = 0; i < count; i++) {
      float[] offsets = new float[6];
      for (int k = 0; k < offsets.length; k++) {
        offsets[k] = setting.random().unit();
      }
      ribbons.add(
          new Ribbon(
              top + (bottom - top) * (i + 0.5f) / count,
              setting.between(0.06f, 0.14f),
              above * setting.between(0.6f, 1.2f),
              below,
              offsets,
              colours.get(i % colours.size()).times(strength)));
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    Raster on = canvas.light;
    for (Ribbon ribbon : ribbons) {
      for (int x = 0; x < on.width; x++) {
        float at = (float) x / on.height;
        float edge =
            ribbon.y
                + ribbon.rise
                    * (wave(phase, 0.12, at * 0.55f + ribbon.offsets[0])
                        + 0.5f * wave(phase, 0.2, at * -1.1f + ribbon.offsets[1])
                        + 0.2f * wave(phase, 0.3, at * 2.7f + ribbon.offsets[2]));
        float fold =
            0.62f
                + 0.24f * wave(phase, 0.25, at * 3.9f + ribbon.offsets[3])
                + 0.2f * wave(phase, 0.35, at * -7.3f + ribbon.offsets[4]);
        column(on, x, edge, ribbon, Math.max(0, fold));
      }
    }
  }

  private float wave(double phase, double perSecond, float offset) {
    return Sine.ofTurns(phase * beat.times(perSecond) + offset);
  }

  private static void column(Raster on, int x, float edge, Ribbon ribbon, float strength) {
    int from = Math.max(0, (int) ((edge - ribbon.above) * on.height));
    int to = Math.min(on.height, (int) ((edge + ribbon.below) * on.height) + 1);
    for (int y = from; y < to; y++) {
      float off = (y + 0.5f) / on.height - edge;
      float near = Math.max(0, off < 0 ? 1 + off / ribbon.above : 1 - off / ribbon.below);
      float light = near * near * strength;
      int at = y * on.width + x;
      on.red[at] += ribbon.colour.red() * light;
      on.green[at] += ribbon.colour.green() * light;
      on.blue[at] += ribbon.colour.blue() * light;
    }
  }
}
