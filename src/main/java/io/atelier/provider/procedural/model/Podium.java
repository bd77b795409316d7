package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Ink;
import io.atelier.provider.procedural.model.finish.Print;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.RoundedBox;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.awt.geom.Ellipse2D;
import java.util.List;

/** Steps for the first, second and third, with their numbers, carpets and metals. */
final class Podium {
  private static final double[] HEIGHTS = {1, 0.7, 0.45};
  private static final double[] PLACES = {0, -1.02, 1.02};
  private static final int[] MEDALS = {0xffc45a, 0xf3f2ee, 0xd09050};

  private Podium() {}

  static void build(Model model, Workshop shop, Detail detail) {
    int round = detail.shows(0.005) ? detail.bevel() : 0;
    Finish body = shop.says("marble") ? shop.marble() : shop.lacquer(shop.says("white") ? 2 : 0);
    for (int i = 0; i < HEIGHTS.length; i++) {
      Model.Part part = model.part("step " + (i + 1), new Vec3(PLACES[i], 0, 0));
      double h = HEIGHTS[i];
      Affine place = Affine.move(PLACES[i], 0, 0);
      Finish medal = shop.medal(i + 1);
      part.add(body, RoundedBox.of(1, h, 0.94, 0.03, round), place.thenMove(0, h / 2, 0));
      plate(part, i + 1, shop, detail, place.thenMove(0, h / 2, 0.47));
      if (detail.shows(0.01)) {
        Mesh top = RoundedBox.of(1.01, 0.07, 0.98, 0.025, Math.max(1, round));
        part.add(medal, top, place.thenMove(0, h, 0));
        Mesh carpet = RoundedBox.of(0.86, 0.03, 0.8, 0.012, Math.min(1, round));
        part.add(shop.velvet(1), carpet, place.thenMove(0, h + 0.045, 0));
      }
      if (detail.shows(0.03)) {
        part.add(medal, RoundedBox.of(1.008, 0.05, 0.96, 0.02, 1), place.thenMove(0, 0.025, 0));
      }
    }
    if (detail.shows(0.05)) {
      Model.Part part = model.part("star", new Vec3(0, 1.34, 0));
      part.add(shop.medal(1), Stars.faceted(5, 0.26, 0.12, 0.09, 0.03), Affine.move(0, 1.34, 0));
    }
  }

  private static void plate(Model.Part part, int number, Workshop shop, Detail detail, Affine at) {
    double size = Math.min(0.62, HEIGHTS[number - 1] * 0.7);
    List<Vec2> outline =
        detail.shows(0.005)
            ? Outline.circle(size / 2, detail.of(12, 64))
            : Outline.card(size, size, 0, 1);
    Extrusion plate = Extrusion.of(outline, new Extrusion.Edge(0.05, 0.015, detail.bevel()));
    Mesh front = new Mesh().add(plate.front()).pictured(-size / 2, -size / 2, size, size);
    part.add(print(number, shop), front, at);
    part.add(shop.medal(number), new Mesh().add(plate.side()).add(plate.back()), at);
  }

  private static Finish print(int number, Workshop shop) {
    Print print = new Print(256, 0.02, Ink.glossy(shop.colour(3)).at(0.4));
    Ink foil = Ink.foil(MEDALS[number - 1]);
    print.stroke(new Ellipse2D.Double(0.09, 0.09, 0.82, 0.82), 0.025, foil);
    print.stamp(Signs.glyph((char) ('0' + number)), 0.5, 0.5, 0.27, 0, foil);
    return print.finish("number " + number);
  }
}
