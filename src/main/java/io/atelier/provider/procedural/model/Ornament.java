package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Tube;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.util.List;

/** What a prompt that names no thing gets: an emblem of its seed's choosing. */
final class Ornament {
  private Ornament() {}

  static void build(Model model, Workshop shop, Detail detail) {
    int kind = shop.random("ornament").between(0, 3);
    // With so few triangles a knot would be a tangle.
    switch (kind == 1 && !detail.shows(0.002) ? 2 : kind) {
      case 0 -> rosette(model.part("rosette"), shop, detail);
      case 1 -> knot(model.part("knot"), shop, detail);
      case 2 -> shield(model.part("shield"), shop, detail);
      default -> orbit(model, shop, detail);
    }
  }

  private static Finish body(Workshop shop) {
    Finish named = shop.named();
    return named == null ? shop.lacquer(0) : named;
  }

  /** Petals in two rows around a stone. */
  private static void rosette(Model.Part part, Workshop shop, Detail detail) {
    int petals = detail.shows(0.001) ? shop.random("petals").between(6, 10) : 6;
    Finish metal = shop.metal();
    Extrusion.Edge edge = new Extrusion.Edge(0.14, 0.05, detail.bevel());
    part.add(metal, Extrusion.of(petals(petals, 1, 0.62, detail), edge).whole());
    if (detail.shows(0.01)) {
      Affine forward = Affine.turnZ(0.5 / petals).thenMove(0, 0, 0.09);
      part.add(body(shop), Extrusion.of(petals(petals, 0.76, 0.44, detail), edge).whole(), forward);
      part.add(
          shop.secondMetal(),
          Extrusion.of(petals(petals, 0.48, 0.3, detail), edge).whole(),
          Affine.move(0, 0, 0.18));
    }
    Mesh stone = Gem.brilliant(new Detail(0), 1, 0).textured(0.3, 0.3, 0.2, 0.2);
    if (detail.shows(0.01)) {
      part.add(
          shop.gem("stone", shop.colour(4)),
          stone,
          Affine.scale(0.24).then(Affine.turnX(0.25)).thenMove(0, 0, 0.3));
    }
    if (detail.shows(0.04)) {
      Mesh bead = Lathe.ball(0.05, detail.of(6, 24));
      for (int i = 0; i < petals; i++) {
        Vec2 on = Vec2.ofTurns(0.25 + (double) i / petals).times(0.8);
        part.add(shop.secondMetal(), bead, Affine.move(on.x(), on.y(), 0.08));
      }
    }
  }

  private static List<Vec2> petals(int count, double outer, double inner, Detail detail) {
    int steps = detail.shows(0.001) ? detail.of(1, 10) : 1;
    Outline outline = new Outline();
    for (int i = 0; i < count; i++) {
      Vec2 notch = Vec2.ofTurns(0.25 + (i - 0.5) / count).times(inner);
      Vec2 tip = Vec2.ofTurns(0.25 + (double) i / count).times(outer);
      Vec2 next = Vec2.ofTurns(0.25 + (i + 0.5) / count).times(inner);
      Vec2 out = Vec2.ofTurns(0.25 + (i - 0.42) / count).times(outer);
      Vec2 in = Vec2.ofTurns(0.25 + (i + 0.42) / count).times(outer);
      outline
          .to(notch.x(), notch.y())
          .bend(out.x(), out.y(), tip.x(), tip.y(), steps)
          .bend(in.x(), in.y(), next.x(), next.y(), steps);
    }
    return outline.ring();
  }

  /** A band without end, knotted around a ring. */
  private static void knot(Model.Part part, Workshop shop, Detail detail) {
    int[][] kinds = {{2, 3}, {3, 2}, {2, 5}, {3, 4}};
    int[] kind = kinds[detail.shows(0.01) ? shop.random("knot").between(0, 3) : 0];
    Finish finish = shop.saysMetal() || shop.named() == null ? shop.metal() : body(shop);
    part.add(
        finish,
        Tube.loop(t -> onKnot(t, kind[0], kind[1]), 0.15, detail.of(15, 300), detail.of(3, 24)));
    if (detail.shows(0.02)) {
      part.add(
          shop.gem("heart", shop.colour(0)),
          Gem.brilliant(detail, 1, 0).textured(0.3, 0.3, 0.2, 0.2),
          Affine.scale(0.2).then(Affine.turnX(0.25)));
    }
  }

  private static Vec3 onKnot(double t, int around, int through) {
    Vec2 a = Vec2.ofTurns(t * around);
    Vec2 b = Vec2.ofTurns(t * through);
    double r = 0.72 + 0.3 * b.x();
    return new Vec3(a.x() * r, a.y() * r, 0.32 * b.y());
  }

  private static void shield(Model.Part part, Workshop shop, Detail detail) {
    Finish metal = shop.metal();
    int bevel = detail.bevel();
    part.add(
        metal,
        Extrusion.of(Emblems.shield(1, detail), new Extrusion.Edge(0.2, 0.06, bevel)).whole());
    if (detail.shows(0.002)) {
      part.add(
          body(shop),
          Extrusion.of(
                  Emblems.shield(0.84, detail), new Extrusion.Edge(0.24, 0.02, Math.min(1, bevel)))
              .whole());
    }
    int sign = detail.shows(0.005) ? shop.random("sign").between(0, 3) : 0;
    Extrusion.Edge edge = new Extrusion.Edge(0.12, 0.03, bevel);
    Affine front = Affine.scale(0.85).thenMove(0, 0.06, 0.15);
    part.add(
        metal,
        switch (sign) {
          case 0 -> Stars.faceted(5, 0.5, 0.22, 0.1, 0.03);
          case 1 -> Extrusion.of(Emblems.crown(detail), edge).whole();
          case 2 -> Extrusion.of(Emblems.clover(detail), edge).whole();
          default -> Stars.faceted(8, 0.52, 0.28, 0.1, 0.03);
        },
        front);
    if (detail.shows(0.05)) {
      Mesh stud = Lathe.ball(0.045, detail.of(6, 20));
      List<Vec2> places = Emblems.shield(0.92, new Detail(0.02));
      for (Vec2 at : places) {
        part.add(shop.secondMetal(), stud, Affine.move(at.x(), at.y(), 0.1));
      }
    }
  }

  /** A ball in three rings, each ring a part that can turn about it. */
  private static void orbit(Model model, Workshop shop, Detail detail) {
    model
        .part("ball")
        .add(body(shop), Lathe.ball(0.42, detail.shows(0.001) ? detail.of(8, 64) : 6));
    int rings = detail.shows(0.002) ? 3 : 1;
    Finish[] metals = {shop.metal(), shop.secondMetal(), shop.metal()};
    for (int i = 0; i < rings; i++) {
      double r = 0.62 + 0.18 * i;
      List<Vec2> section =
          detail.shows(0.002)
              ? Outline.card(0.09, 0.13, 0.03, Math.max(1, detail.bevel()))
              : List.of(new Vec2(0.06, 0), new Vec2(-0.04, 0.06), new Vec2(-0.04, -0.06));
      List<Vec2> moved = section.stream().map(p -> p.plus(new Vec2(r, 0))).toList();
      Affine leaning = Affine.turnX(0.1 + 0.09 * i).then(Affine.turnZ(0.13 * i - 0.1));
      Model.Part ring = model.part("ring " + (i + 1));
      ring.add(metals[i], Lathe.ring(moved, detail.of(10, 96)), leaning);
      if (detail.shows(0.02)) {
        for (int side = -1; side <= 1; side += 2) {
          Affine on = Affine.move(side * r, 0, 0).then(leaning);
          ring.add(
              shop.gem("stone " + i, shop.colour(i == 0 ? 4 : i)),
              Lathe.ball(0.085, detail.of(6, 24)),
              on);
        }
      }
    }
  }
}
