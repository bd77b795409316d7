package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Ink;
import io.atelier.provider.procedural.model.finish.Print;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.RoundedBox;
import io.atelier.provider.procedural.model.mesh.Sheet;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;

/** A wrapped box with a ribbon and a bow; its lid, with the bow, is a part that can be lifted. */
final class GiftBox {
  private GiftBox() {}

  static void build(Model model, Workshop shop, Detail detail) {
    int round = detail.shows(0.005) ? detail.bevel() : 0;
    int thin = Math.min(1, round);
    Finish paper = paper(shop);
    Finish ribbon = shop.saysMetal() ? shop.metal() : shop.lacquer("ribbon", shop.colour(4), 0.3f);
    Model.Part box = model.part("box");
    Model.Part lid = model.part("lid", new Vec3(0, 0.8, 0));
    box.add(paper, RoundedBox.of(1, 0.8, 1, 0.02, round), Affine.move(0, 0.4, 0));
    lid.add(paper, RoundedBox.of(1.1, 0.24, 1.1, 0.025, round), Affine.move(0, 0.88, 0));
    for (int way = 0; way < (detail.shows(0.001) ? 2 : 1); way++) {
      // The second ribbon lies a little over the first.
      double over = 0.004 * way;
      Affine turned = Affine.turnY(0.25 * way);
      Mesh around = RoundedBox.of(0.2, 0.8, 1.015, 0.008, thin);
      box.add(ribbon, around, turned.thenMove(0, 0.4, 0));
      Mesh across = RoundedBox.of(0.2, 0.25 + over, 1.118, 0.01, thin);
      lid.add(ribbon, across, turned.thenMove(0, 0.885, 0));
    }
    bow(lid, ribbon, detail);
  }

  private static void bow(Model.Part lid, Finish ribbon, Detail detail) {
    boolean fine = detail.shows(0.001);
    int along = detail.of(6, 40);
    int across = detail.of(1, 6);
    int loops = detail.shows(0.01) ? 4 : 2;
    Mesh loop =
        fine
            ? Sheet.between((u, v) -> loop(u, v, 0), (u, v) -> loop(u, v, 0.02), across, along)
            : RoundedBox.of(0.4, 0.14, 0.2, 0, 0).moved(Affine.move(0.24, 0.05, 0));
    for (int i = 0; i < loops; i++) {
      double steep = i < 2 ? 0.07 : 0.01;
      Affine placed = Affine.turnZ(steep).then(Affine.turnY((i < 2 ? 0.0 : 0.25) + i * 0.5));
      lid.add(ribbon, loop, placed.thenMove(0, 1.04, 0));
    }
    if (fine) {
      Mesh knot = Lathe.ball(0.1, detail.of(6, 32));
      lid.add(ribbon, knot, Affine.scale(1, 0.8, 1).thenMove(0, 1.06, 0));
    }
    if (detail.shows(0.02)) {
      Mesh tail =
          Sheet.between((u, v) -> tail(u, v, 0), (u, v) -> tail(u, v, 0.015), across, along);
      lid.add(ribbon, tail, Affine.turnY(-0.17).thenMove(0, 1.02, 0));
      lid.add(ribbon, tail, Affine.turnY(-0.33).thenMove(0, 1.02, 0));
    }
  }

  /** A drop-shaped loop of ribbon to the right, closed at the knot. */
  private static Vec3 loop(double u, double v, double in) {
    Vec2 on = Vec2.ofTurns(0.03 + 0.94 * v);
    double swell = (1 - on.x()) / 2;
    double reach = 0.5 * swell - in * (2 * swell - 1);
    double height = (0.24 - in) * on.y() * (0.3 + 0.7 * swell) + 0.1 * swell;
    double width = 0.06 + 0.07 * swell;
    return new Vec3(reach, height, (2 * u - 1) * width);
  }

  private static Vec3 tail(double u, double v, double under) {
    double reach = 0.06 + 0.5 * v;
    double rise = 0.02 + 0.035 * Vec2.ofTurns(0.2 + 0.7 * v).x();
    double notch = 0.08 * v * v * v * (1 - Math.abs(2 * u - 1));
    return new Vec3(reach - notch, rise - under, (1 - 2 * u) * 0.085);
  }

  private static Finish paper(Workshop shop) {
    Print print = new Print(512, 0.003, Ink.glossy(shop.colour(0)));
    int kind = shop.random("paper").between(0, 2);
    Ink ink = shop.saysMetal() ? Ink.foil(shop.metalColour()) : Ink.glossy(shop.colour(2));
    for (int row = 0; row < 4; row++) {
      for (int column = 0; column < 4; column++) {
        double x = (column + (row % 2 == 0 ? 0.25 : 0.75)) / 4;
        Shape dot = new Ellipse2D.Double(-0.8, -0.8, 1.6, 1.6);
        Shape sign = kind == 0 ? Signs.star() : kind == 1 ? Signs.heart() : dot;
        print.stamp(sign, x, (row + 0.5) / 4, 0.05, 0, ink);
      }
    }
    return print.finish("paper");
  }
}
