package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec2;
import java.util.ArrayList;
import java.util.List;

/** A coin standing on edge: reeded rim, beaded border, and an emblem on both faces. */
final class Coin {
  private static final Affine FACING = Affine.turnX(0.25);

  private Coin() {}

  static void build(Model model, Workshop shop, Detail detail) {
    Finish metal = shop.metal();
    Model.Part part = model.part("coin");
    part.add(metal, body(detail), FACING);
    part.add(metal, reeds(detail));
    int emblem = detail.shows(0.003) ? shop.random("emblem").between(0, 4) : 3;
    for (int face = 0; face < 2; face++) {
      Affine side = Affine.turnY(face * 0.5);
      part.add(metal, emblem(emblem, detail), Affine.move(0, 0, 0.085).then(side));
      if (detail.shows(0.08)) {
        Mesh bead = Lathe.open(dome(0.03, detail), detail.of(5, 12));
        int beads = detail.of(16, 48);
        for (int i = 0; i < beads; i++) {
          Affine around = FACING.thenMove(0, 0.79, 0.068).then(Affine.turnZ((double) i / beads));
          part.add(metal, bead, around.then(side));
        }
      }
    }
  }

  private static List<Vec2> dome(double r, Detail detail) {
    return new Outline().to(0, -0.01).arc(0, 0, r, r * 0.8, 0, 0.25, detail.of(2, 4)).line();
  }

  /** Faces sunk between two rims. */
  private static Mesh body(Detail detail) {
    if (!detail.shows(0.003)) {
      return Lathe.drum(0.97, 0.16, 0, 0, 10);
    }
    int steps = detail.bevel();
    double b = 0.025;
    Outline profile = new Outline().to(0, -0.07).to(0.84, -0.07);
    if (steps == 0) {
      profile.to(0.97, -0.1).to(0.97, 0.1).to(0.84, 0.07);
    } else {
      profile
          .bend(0.87, -0.07, 0.875, -0.105, steps)
          .bend(0.88, -0.115, 0.9, -0.115, steps)
          .arc(0.97 - b, b - 0.115, b, b, -0.25, 0, steps)
          .arc(0.97 - b, 0.115 - b, b, b, 0, 0.25, steps)
          .to(0.9, 0.115)
          .bend(0.88, 0.115, 0.875, 0.105, steps)
          .bend(0.87, 0.07, 0.84, 0.07, steps);
    }
    return Lathe.open(profile.to(0, 0.07).line(), detail.of(14, 128));
  }

  /** The milled edge: a ring of ridges just outside of the body. */
  private static Mesh reeds(Detail detail) {
    if (!detail.shows(0.1)) {
      return new Mesh();
    }
    int count = detail.of(48, 120);
    List<Vec2> ring = new ArrayList<>();
    for (int i = 0; i < 4 * count; i++) {
      Vec2 on = Vec2.ofTurns((i + (i % 4 < 2 ? 0.15 : -0.15)) / (4.0 * count));
      ring.add(on.times(i % 4 == 0 || i % 4 == 3 ? 0.975 : 1));
    }
    List<Vec2> hole = new ArrayList<>(Outline.circle(0.93, 4 * count)).reversed();
    return Extrusion.pierced(List.of(ring, hole), new Extrusion.Edge(0.16, 0, 0)).whole();
  }

  private static Mesh emblem(int kind, Detail detail) {
    Extrusion.Edge edge = new Extrusion.Edge(0.07, 0.028, detail.bevel());
    return switch (kind) {
      case 0 -> Extrusion.of(Outline.star(5, 0.6, 0.25), edge).whole();
      case 1 -> Extrusion.of(Emblems.crown(detail), edge).whole();
      case 2 -> Extrusion.of(Emblems.clover(detail), edge).whole();
      case 3 -> Extrusion.of(Emblems.gem(), edge).whole();
      default -> Extrusion.of(Outline.star(8, 0.6, 0.34), edge).whole();
    };
  }
}
