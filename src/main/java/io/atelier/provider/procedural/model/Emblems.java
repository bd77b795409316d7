package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec2;
import java.util.List;

/** Rings to cut emblems from, about 0.6 in radius. */
final class Emblems {
  private Emblems() {}

  static List<Vec2> crown(Detail detail) {
    int steps = detail.of(1, 6);
    return new Outline()
        .to(-0.46, -0.38)
        .bend(0, -0.46, 0.46, -0.38, steps)
        .to(0.56, 0.3)
        .bend(0.36, 0.02, 0.26, 0.02, steps)
        .bend(0.1, 0.2, 0, 0.52, steps)
        .bend(-0.1, 0.2, -0.26, 0.02, steps)
        .bend(-0.36, 0.02, -0.56, 0.3, steps)
        .ring();
  }

  /** Four hearts around a middle. */
  static List<Vec2> clover(Detail detail) {
    int steps = detail.of(1, 6);
    Outline outline = new Outline();
    Vec2[] leaf = {
      new Vec2(0.08, 0.03),
      new Vec2(0.22, 0.04),
      new Vec2(0.36, 0.06),
      new Vec2(0.72, 0.14),
      new Vec2(0.6, 0.5),
      new Vec2(0.38, 0.38)
    };
    for (int i = 0; i < 4; i++) {
      Vec2 turn = Vec2.ofTurns(i * 0.25);
      Vec2[] at = new Vec2[leaf.length];
      Vec2[] back = new Vec2[leaf.length];
      for (int k = 0; k < leaf.length; k++) {
        at[k] = turned(leaf[k], turn);
        back[k] = turned(new Vec2(leaf[k].y(), leaf[k].x()), turn);
      }
      outline.to(at[0].x(), at[0].y());
      outline.bend(at[1].x(), at[1].y(), at[2].x(), at[2].y(), steps);
      outline.bend(at[3].x(), at[3].y(), at[5].x(), at[5].y(), steps);
      outline.bend(back[3].x(), back[3].y(), back[2].x(), back[2].y(), steps);
      outline.bend(back[1].x(), back[1].y(), back[0].x(), back[0].y(), steps);
    }
    return outline.ring();
  }

  private static Vec2 turned(Vec2 point, Vec2 turn) {
    return new Vec2(
        point.x() * turn.x() - point.y() * turn.y(), point.x() * turn.y() + point.y() * turn.x());
  }

  static List<Vec2> gem() {
    return new Outline()
        .to(0, -0.56)
        .to(0.6, 0.12)
        .to(0.36, 0.44)
        .to(-0.36, 0.44)
        .to(-0.6, 0.12)
        .ring();
  }

  static List<Vec2> shield(double size, Detail detail) {
    int steps = detail.of(2, 16);
    return new Outline()
        .to(0, -size)
        .bend(0.75 * size, -0.5 * size, 0.8 * size, 0.25 * size, steps)
        .to(0.8 * size, 0.75 * size)
        .bend(0.3 * size, 0.78 * size, 0, size, steps)
        .bend(-0.3 * size, 0.78 * size, -0.8 * size, 0.75 * size, steps)
        .to(-0.8 * size, 0.25 * size)
        .bend(-0.75 * size, -0.5 * size, 0, -size, steps)
        .ring();
  }
}
