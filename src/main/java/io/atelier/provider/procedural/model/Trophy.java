package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Ink;
import io.atelier.provider.procedural.model.finish.Print;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.RoundedBox;
import io.atelier.provider.procedural.model.mesh.Tube;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.awt.geom.Line2D;
import java.util.ArrayList;
import java.util.List;

/** A cup with two handles on a plinth. */
final class Trophy {
  private Trophy() {}

  static void build(Model model, Workshop shop, Detail detail) {
    Finish metal = shop.metal();
    Model.Part part = model.part("trophy");
    part.add(metal, cup(detail));
    if (detail.shows(0.003)) {
      for (int side = -1; side <= 1; side += 2) {
        part.add(metal, handle(detail), Affine.scale(side, 1, 1));
      }
    }
    int round = detail.bevel();
    Finish plinth = shop.says("marble white") ? shop.marble() : shop.lacquer(3);
    part.add(plinth, RoundedBox.of(0.92, 0.36, 0.92, 0.04, round), Affine.move(0, 0.18, 0));
    if (detail.shows(0.05)) {
      part.add(
          metal,
          RoundedBox.of(1.04, 0.09, 1.04, 0.03, Math.min(2, round)),
          Affine.move(0, 0.045, 0));
      part.add(plaque(shop), plate(detail), Affine.move(0, 0.2, 0.465));
    }
    if (detail.shows(0.03)) {
      Mesh star = new Mesh().add(Stars.faceted(5, 0.24, 0.1, 0.06, 0.02));
      part.add(shop.secondMetal(), star, Affine.turnX(0.024).thenMove(0, 1.44, 0.575));
    }
  }

  private static Mesh plate(Detail detail) {
    Extrusion plate =
        Extrusion.of(
            Outline.card(0.56, 0.2, 0.03, Math.max(1, detail.bevel())),
            new Extrusion.Edge(0.03, 0.01, detail.bevel()));
    return plate.whole().pictured(-0.28, -0.28, 0.56, 0.56);
  }

  private static Finish plaque(Workshop shop) {
    Print print = new Print(256, 0.01, new Ink(shop.metalColour(), 1, 0.3, 0.5));
    Ink engraved = new Ink(0x30240f, 1, 0.5, 0.2);
    print.stamp(Signs.star(), 0.5, 0.5, 0.12, 0, engraved);
    for (int side = -1; side <= 1; side += 2) {
      print.stroke(new Line2D.Double(0.5 + side * 0.2, 0.5, 0.5 + side * 0.4, 0.5), 0.02, engraved);
    }
    return print.finish("plaque");
  }

  private static Mesh cup(Detail detail) {
    if (!detail.shows(0.001)) {
      return Lathe.open(
          new Outline()
              .to(0, 0.34)
              .to(0.34, 0.36)
              .to(0.1, 0.55)
              .to(0.1, 0.8)
              .to(0.6, 1.25)
              .to(0.64, 1.8)
              .to(0, 1.1)
              .line(),
          6);
    }
    int steps = detail.of(2, 12);
    List<Vec2> profile =
        new Outline()
            .to(0, 0.34)
            .to(0.4, 0.34)
            .to(0.4, 0.4)
            .bend(0.38, 0.44, 0.3, 0.45, steps)
            .bend(0.1, 0.5, 0.09, 0.66, steps)
            .bend(0.09, 0.7, 0.13, 0.71, Math.max(1, steps / 2))
            .bend(0.17, 0.74, 0.13, 0.77, Math.max(1, steps / 2))
            .bend(0.09, 0.78, 0.1, 0.84, Math.max(1, steps / 2))
            .bend(0.16, 0.92, 0.32, 0.98, steps)
            .bend(0.6, 1.1, 0.6, 1.5, steps)
            .bend(0.6, 1.74, 0.66, 1.84, steps)
            .bend(0.7, 1.88, 0.64, 1.89, Math.max(1, steps / 2))
            .bend(0.56, 1.7, 0.55, 1.45, steps)
            .bend(0.54, 1.1, 0, 1.04, steps)
            .line();
    return Lathe.open(profile, detail.of(10, 96));
  }

  private static Mesh handle(Detail detail) {
    int steps = detail.of(4, 40);
    List<Vec3> path = new ArrayList<>();
    List<Vec2> line =
        new Outline()
            .to(0.56, 1.72)
            .bend(1.02, 1.86, 0.98, 1.5, steps / 2)
            .bend(0.94, 1.2, 0.46, 1.08, steps / 2)
            .line();
    for (Vec2 at : line) {
      path.add(new Vec3(at.x(), at.y(), 0));
    }
    return Tube.of(path, t -> 0.035 + 0.02 * (2 * t - 1) * (2 * t - 1), detail.of(3, 16));
  }
}
