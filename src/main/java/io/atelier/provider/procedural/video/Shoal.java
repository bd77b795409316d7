package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.prompt.Sine;
import java.util.ArrayList;
import java.util.List;

/** Fish that swim through the picture. */
final class Shoal implements Layer {
  private final List<Fish> fish = new ArrayList<>();
  private final Picture left = picture();
  private final Beat beat;
  private final float width;

  private record Fish(float x, float y, float size, int laps, float offset, Colour colour) {}

  Shoal(Setting setting, int count, float size, List<Colour> colours) {
    beat = setting.beat();
    width = setting.aspect() + 6 * size;
    float y = setting.between(0.25f, 0.65f);
    int way = setting.random().chance(0.5f) ? 1 : -1;
    for (int i = 0; i < count; i++) {
      fish.add(
          new Fish(
              setting.random().unit(),
              y + setting.between(-0.2f, 0.2f),
              size * setting.between(0.6f, 1.1f),
              way * beat.times(0.08),
              setting.random().unit(),
              colours.get(i % colours.size())));
    }
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    for (Fish one : fish) {
      double way = one.x + phase * one.laps;
      float x = (float) (way - Math.floor(way)) * width - 3 * one.size;
      float swing = beat.wave(phase, 1.4, one.offset);
      float y = one.y + 0.02f * beat.wave(phase, 0.3, one.offset);
      // Facing left as painted; the tail's beat shortens it a little.
      float rx = one.size * (1 - 0.06f * swing) * (one.laps > 0 ? -1 : 1);
      left.draw(
          canvas.sharp,
          x,
          y,
          Math.abs(rx),
          one.size * 0.62f,
          one.laps > 0 ? 0.5f + 0.012f * swing : 0.012f * swing,
          one.colour,
          1,
          1);
    }
  }

  /** The same above and below, so that half a turn makes it face the other way. */
  private static Picture picture() {
    return Picture.of(
        256,
        (x, y, rgba) -> {
          float body = 1 - (x + 0.2f) * (x + 0.2f) / 0.56f - y * y / 0.3f;
          float tail = x > 0.4f && x < 0.95f ? (x - 0.36f) * 1.15f - Math.abs(y) : -1;
          float notch = x > 0.78f ? (x - 0.78f) * 1.6f - Math.abs(y) : -1;
          float fin =
              Math.abs(y) > 0.4f && Math.abs(x + 0.1f) < 0.3f
                  ? 0.75f - Math.abs(y) - Math.abs(x + 0.1f) * 0.9f
                  : -1;
          float inside = Math.max(body * 0.4f, Math.max(Math.min(tail, -notch), fin));
          float stripe = 0.5f + 0.5f * Sine.ofTurns(x * 1.9 + 0.1);
          float shade = 0.7f + 0.3f * Curve.smoothstep(0.1f, 0.7f, stripe);
          float eye = Shapes.length(x + 0.66f, y);
          float pupil = Curve.smoothstep(0.1f, 0.08f, eye);
          float white = Curve.smoothstep(0.16f, 0.14f, eye);
          float level = (shade * (1 - white) + 1.3f * white) * (1 - 0.9f * pupil);
          rgba[0] = rgba[1] = rgba[2] = level;
          rgba[3] = Curve.smoothstep(-0.02f, 0.03f, inside);
        });
  }
}
