package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Vec2;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * A logo cut out of a thick plate, with its holes and bevelled edges, its picture on the front; in
 * bare metal if the prompt names one.
 */
final class Logo {
  private static final int TRIES = 40;
  private static final int WEIGHTLESS_STEPS = 3;

  private final LogoMask mask;
  private final LogoShape shape;
  private final Finish front;
  private final Finish side;
  private final int maxTriangles;

  private Logo(LogoMask mask, LogoShape shape, Workshop shop, BufferedImage picture, int budget) {
    this.mask = mask;
    this.shape = shape;
    this.maxTriangles = budget;
    boolean edgeOnly = shop.says("edge edges rim border outline rand kante");
    if (shop.saysMetal() && !edgeOnly) {
      front = shop.metal();
      side = front;
    } else {
      BufferedImage bled = Bleed.over(picture, mask);
      front = shop.picture("logo", bled, 0);
      side = shop.saysMetal() ? shop.metal() : shop.lacquer("edge", Bleed.deepMean(bled), 0.25f);
    }
  }

  static Model of(LogoMask mask, BufferedImage picture, Workshop shop, int maxTriangles) {
    LogoShape shape = LogoShape.of(mask);
    return new Logo(mask, shape, shop, picture, maxTriangles).build();
  }

  static boolean isIn(LogoMask mask) {
    return !LogoShape.of(mask).isEmpty();
  }

  /** The most exact that the budget allows: first rounder edges go, then the finest bends. */
  private Model build() {
    for (int i = 0; i < TRIES; i++) {
      double tolerance = 0.3 * StrictMath.pow(1.2, Math.max(0, i - WEIGHTLESS_STEPS));
      int steps = Math.max(0, 3 - i);
      double smallest = i < 12 ? 0 : tolerance * tolerance * 8;
      List<List<List<Vec2>>> pieces = shape.rings(tolerance, smallest);
      if (triangles(pieces, steps) <= maxTriangles) {
        Model model = built(pieces, steps);
        if (model.triangles() <= maxTriangles) {
          return model;
        }
      }
    }
    return built(List.of(List.of(shape.frame())), 0);
  }

  /** Caps and walls, by Euler's formula. */
  private static long triangles(List<List<List<Vec2>>> pieces, int steps) {
    long sum = 0;
    for (List<List<Vec2>> rings : pieces) {
      long corners = rings.stream().mapToInt(List::size).sum();
      sum += 2 * (corners + 2 * (rings.size() - 1) - 2) + corners * 2 * (2 * steps + 1);
    }
    return sum;
  }

  private Model built(List<List<List<Vec2>>> pieces, int steps) {
    Model model = new Model("logo");
    Model.Part part = model.part("logo");
    double longer = Math.max(mask.width(), mask.height());
    Extrusion.Edge edge = new Extrusion.Edge(0.12 * longer, 0.014 * longer, steps);
    for (List<List<Vec2>> rings : pieces) {
      Extrusion cut = Extrusion.pierced(new ArrayList<>(rings), edge);
      Mesh face = new Mesh().add(cut.front());
      face.pictured(0, -mask.height(), mask.width(), mask.height());
      part.add(front, face);
      // The grain of the sides is that of a model of width 1.
      double grain = 1 / longer;
      part.add(side, new Mesh().add(cut.side()).add(cut.back()).textured(grain, grain, 0, 0));
    }
    return model;
  }
}
