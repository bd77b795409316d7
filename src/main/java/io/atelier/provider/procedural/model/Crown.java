package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Sheet;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.util.List;

/** A king's crown: peaks with pearls, jewels around its band, a velvet cap. */
final class Crown {
  private final Detail detail;
  private final int peaks;

  private Crown(Detail detail, int peaks) {
    this.detail = detail;
    this.peaks = peaks;
  }

  static void build(Model model, Workshop shop, Detail detail) {
    int peaks = detail.shows(0.001) ? shop.random("peaks").between(5, 8) : 5;
    new Crown(detail, peaks).build(model.part("crown"), shop);
  }

  private void build(Model.Part part, Workshop shop) {
    Finish metal = shop.metal();
    int columns = peaks * (detail.shows(0.001) ? 2 * detail.of(1, 8) : 2);
    part.add(
        metal,
        Sheet.between(
            (u, v) -> wall(u, v, 0), (u, v) -> wall(u, v, 0.05), columns, detail.of(1, 8)));
    if (detail.shows(0.02)) {
      Mesh ring = ring(0.055);
      part.add(metal, ring, Affine.scale(0.83, 1, 0.83));
      part.add(metal, ring(0.04), Affine.scale(0.87, 1, 0.87).thenMove(0, 0.34, 0));
    }
    if (detail.shows(0.04)) {
      jewels(part, shop, metal);
    }
    if (detail.shows(0.08)) {
      part.add(shop.velvet(0), cap());
    }
  }

  /** Around from the back over the front, between the peaks' tops and the band's foot. */
  private Vec3 wall(double u, double v, double inwards) {
    double turn = u == 1 ? 0 : u;
    double wave = Math.abs(2 * (turn * peaks - Math.floor(turn * peaks)) - 1);
    double top = 0.46 + 0.5 * wave * Math.sqrt(wave);
    double y = top * (1 - v);
    double radius = 0.82 + 0.2 * y - inwards;
    Vec2 on = Vec2.ofTurns(0.75 - turn);
    return new Vec3(on.x() * radius, y, on.y() * radius);
  }

  private Mesh ring(double thickness) {
    int sides = detail.of(5, 12);
    return Lathe.ring(
        Outline.circle(thickness, sides).stream().map(p -> p.plus(new Vec2(1, 0))).toList(),
        detail.of(16, 96));
  }

  private void jewels(Model.Part part, Workshop shop, Finish metal) {
    int[] colours = {shop.colour(0), shop.colour(4)};
    Finish[] gems = {shop.gem("first jewel", colours[0]), shop.gem("second jewel", colours[1])};
    Mesh stone = Gem.brilliant(detail, 0.8, 0).textured(0.3, 0.3, 0.2, 0.2);
    Mesh pearl = Lathe.ball(0.065, detail.of(6, 24));
    for (int i = 0; i < peaks; i++) {
      double turn = (double) i / peaks;
      Vec3 tip = wall(turn, 0, 0.025);
      part.add(
          shop.lacquer("pearl", 0xf7f1e6, 0.2f),
          pearl,
          Affine.move(tip.plus(new Vec3(0, 0.04, 0))));
      Affine facing = Affine.scale(0.1).then(Affine.turnX(0.25)).thenMove(0, 0.19, 0.885);
      part.add(gems[i % 2], stone, facing.then(Affine.turnY(turn + 0.5)));
      if (detail.shows(0.12)) {
        Affine between = Affine.move(0, 0.19, 0.87).then(Affine.turnY((i + 0.5) / peaks));
        part.add(metal, Stars.faceted(4, 0.085, 0.03, 0.035, 0.005), between);
      }
    }
  }

  private Mesh cap() {
    int steps = detail.of(3, 16);
    List<Vec2> profile =
        new Outline()
            .to(0, 0.1)
            .to(0.76, 0.1)
            .to(0.8, 0.3)
            .bend(0.78, 0.72, 0.3, 0.7, steps)
            .bend(0.1, 0.69, 0, 0.64, Math.max(1, steps / 2))
            .line();
    return Lathe.open(profile, detail.of(12, 64));
  }
}
