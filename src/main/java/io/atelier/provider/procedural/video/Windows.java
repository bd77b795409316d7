package io.atelier.provider.procedural.video;

import java.util.ArrayList;
import java.util.List;

/** Lit windows and signs on the houses of a {@link Ridge}, some of which go on and off. */
final class Windows implements Layer {
  private final List<Pane> panes = new ArrayList<>();
  private final float shift;
  private final Beat beat;

  private record Pane(
      float x, float y, float width, float height, Colour colour, int blinks, float offset) {}

  Windows(float shift, Beat beat) {
    this.shift = shift;
    this.beat = beat;
  }

  /** Adds a pane; it flickers as often as said in all, or never. */
  void add(float x, float y, float width, float height, Colour colour, int blinks, float offset) {
    panes.add(new Pane(x, y, width, height, colour, blinks, offset));
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    float moved = -shift * beat.camera(phase);
    for (Pane pane : panes) {
      float on = 1;
      if (pane.blinks > 0) {
        double at = phase * pane.blinks + pane.offset;
        float part = (float) (at - Math.floor(at));
        on = Math.clamp(Math.min(part, 0.62f - part) * 40, 0.12f, 1);
      }
      canvas.sharp.box(pane.x + moved, pane.y, pane.width, pane.height, pane.colour, on);
      if (pane.blinks > 0) {
        canvas.light.glow(
            pane.x + pane.width / 2 + moved,
            pane.y + pane.height / 2,
            0.045f + 0.7f * Math.max(pane.width, pane.height),
            pane.colour,
            0.32f * on);
      }
    }
  }
}
