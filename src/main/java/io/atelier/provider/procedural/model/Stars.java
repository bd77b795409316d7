package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.util.List;

/** Stars whose rays rise to ridges, as they are cast in metal. */
final class Stars {
  private Stars() {}

  /**
   * A star around the origin, its middle standing out of both sides.
   *
   * @param peak how far the middle stands out
   * @param rim half the thickness at its border
   */
  static Mesh faceted(int points, double outer, double inner, double peak, double rim) {
    List<Vec2> ring = Outline.star(points, outer, inner);
    Mesh mesh = new Mesh();
    Vec3 front = new Vec3(0, 0, peak);
    Vec3 back = new Vec3(0, 0, -peak);
    for (int i = 0; i < ring.size(); i++) {
      Vec2 a = ring.get(i);
      Vec2 b = ring.get((i + 1) % ring.size());
      mesh.facet(at(a, rim), at(b, rim), front);
      mesh.facet(at(b, -rim), at(a, -rim), back);
      mesh.facet(at(a, -rim), at(b, -rim), at(b, rim), at(a, rim));
    }
    return mesh;
  }

  private static Vec3 at(Vec2 point, double z) {
    return new Vec3(point.x(), point.y(), z);
  }

  static void build(Model model, Workshop shop, Detail detail) {
    Model.Part part = model.part("star");
    int points = shop.says("snowflake christmas") ? 8 : 5;
    double inner = points == 5 ? 0.5 : 0.56;
    Finish metal = shop.metal();
    if (!detail.shows(0.001)) {
      part.add(metal, faceted(points, 1, inner * 0.9, 0.3, 0.06));
      return;
    }
    List<Vec2> outline = Outline.star(points, 1, inner);
    part.add(
        metal,
        Extrusion.of(soft(outline, detail), new Extrusion.Edge(0.26, 0.07, detail.bevel()))
            .whole());
    Finish heart = shop.saysMetal() ? shop.secondMetal() : shop.lacquer(0);
    part.add(heart, faceted(points, 0.74, inner * 0.72, 0.3, 0.13));
    if (detail.shows(0.04)) {
      Mesh bead = Lathe.ball(0.05, detail.of(6, 24));
      for (int i = 0; i < points; i++) {
        Vec2 on = Vec2.ofTurns(0.25 + (double) i / points).times(0.87);
        part.add(metal, bead, Affine.move(on.x(), on.y(), 0.13));
        part.add(metal, bead, Affine.move(on.x(), on.y(), -0.13));
      }
    }
  }

  /** The ring with its corners rounded. */
  static List<Vec2> soft(List<Vec2> ring, Detail detail) {
    int steps = detail.of(1, 6);
    Outline outline = new Outline();
    int count = ring.size();
    for (int i = 0; i < count; i++) {
      Vec2 here = ring.get(i);
      Vec2 in = here.mix(ring.get((i + count - 1) % count), 0.16);
      Vec2 out = here.mix(ring.get((i + 1) % count), 0.16);
      outline.to(in.x(), in.y()).bend(here.x(), here.y(), out.x(), out.y(), steps);
    }
    return outline.ring();
  }
}
