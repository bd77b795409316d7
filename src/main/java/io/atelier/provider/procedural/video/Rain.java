package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Rain that falls a little aside: a veil of it far away, and streaks near by in the light of lamps.
 */
final class Rain implements Layer {
  /** Drops on a square picture. */
  private static final int DENSE = 210;

  /** How far it leans, in turns, and as it moves. */
  private static final float LEAN = 0.014f;

  private static final float ASIDE = (float) StrictMath.tan(2 * Math.PI * LEAN);

  private static final Picture STREAK =
      Picture.of(
          64,
          (x, y, rgba) -> {
            float across = 1 - x * x;
            rgba[0] = rgba[1] = rgba[2] = 1;
            rgba[3] = across * across * (1 + y) / 2 * Curve.smoothstep(1, 0.9f, y);
          });

  private final List<Drop> drops = new ArrayList<>();

  private record Drop(
      float x, float y, float wide, float tall, int falls, Colour colour, float opacity) {}

  /** With drops of each of those colours by turns. */
  Rain(Setting setting, List<Colour> colours) {
    int count = Math.round(DENSE * Math.max(1, setting.aspect()));
    for (int i = 0; i < count; i++) {
      float near = setting.random().unit();
      near *= near;
      drops.add(
          new Drop(
              (setting.aspect() + ASIDE) * setting.between(-0.02f, 1.02f),
              setting.random().unit(),
              0.0013f + 0.0017f * near,
              0.02f + 0.06f * near,
              setting.beat().times(setting.between(1.3f, 1.7f) + 1.2f * near),
              colours.get(i % colours.size()),
              0.36f + 0.4f * near));
    }
    drops.sort(Comparator.comparing(Drop::tall)); // far ones first
  }

  @Override
  public void paint(Canvas canvas, double phase) {
    for (Drop drop : drops) {
      double way = drop.y + phase * drop.falls;
      float y = (float) (way - Math.floor(way)) * (1 + 2 * drop.tall) - drop.tall;
      STREAK.draw(
          canvas.sharp,
          drop.x - ASIDE * y,
          y,
          drop.wide,
          drop.tall,
          LEAN,
          drop.colour,
          drop.opacity,
          0.2f);
    }
  }
}
