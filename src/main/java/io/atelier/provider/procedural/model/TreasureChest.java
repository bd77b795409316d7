package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.RoundedBox;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.util.List;

/** A chest of wood and iron, open and full of gold; its lid is a part that turns on its hinge. */
final class TreasureChest {
  private static final double WIDTH = 1.4;
  private static final double DEPTH = 0.9;
  private static final double HEIGHT = 0.6;
  private static final double WALL = 0.07;
  private static final Vec3 HINGE = new Vec3(0, HEIGHT, -DEPTH / 2);

  private final Workshop shop;
  private final Detail detail;
  private final Finish wood;
  private final Finish bands;
  private final boolean open;
  private final int round;

  private TreasureChest(Workshop shop, Detail detail) {
    this.shop = shop;
    this.detail = detail;
    wood = shop.wood();
    bands = shop.saysMetal() ? shop.metal() : shop.iron();
    open = detail.shows(0.015) && !shop.says("closed locked geschlossen");
    round = detail.shows(0.01) ? Math.min(2, detail.bevel()) : 0;
  }

  static void build(Model model, Workshop shop, Detail detail) {
    TreasureChest chest = new TreasureChest(shop, detail);
    chest.body(model.part("chest"));
    chest.lid(model.part("lid", HINGE));
    if (chest.open) {
      chest.treasure(model.part("treasure"));
    }
  }

  private Mesh box(double width, double height, double depth) {
    return RoundedBox.of(width, height, depth, 0.015, round);
  }

  private void body(Model.Part part) {
    if (!open) {
      part.add(wood, box(WIDTH, HEIGHT, DEPTH), Affine.move(0, HEIGHT / 2, 0));
    } else {
      planks(part, DEPTH / 2 - WALL / 2, WIDTH, Affine.IDENTITY);
      planks(part, DEPTH / 2 - WALL / 2, WIDTH, Affine.turnY(0.5));
      planks(part, WIDTH / 2 - WALL / 2, DEPTH - 2 * WALL, Affine.turnY(0.25));
      planks(part, WIDTH / 2 - WALL / 2, DEPTH - 2 * WALL, Affine.turnY(0.75));
      part.add(wood, box(WIDTH - WALL, WALL, DEPTH - WALL), Affine.move(0, WALL / 2 + 0.005, 0));
    }
    for (int side = -1; side <= 1; side += 2) {
      double x = side * 0.46;
      part.add(bands, box(0.12, HEIGHT + 0.004, 0.03), Affine.move(x, HEIGHT / 2, DEPTH / 2));
      if (detail.shows(0.015)) {
        part.add(bands, box(0.12, HEIGHT + 0.004, 0.03), Affine.move(x, HEIGHT / 2, -DEPTH / 2));
        corners(part, side);
      }
      if (detail.shows(0.08)) {
        handle(part, side);
      }
    }
    part.add(bands, box(0.24, 0.26, 0.05), Affine.move(0, HEIGHT - 0.13, DEPTH / 2 + 0.005));
    if (detail.shows(0.05)) {
      lock(part);
      rivets(part);
    }
  }

  /** A wall of three planks, standing at a distance from the middle. */
  private void planks(Model.Part part, double out, double width, Affine turned) {
    int count = detail.shows(0.03) ? 3 : 1;
    double high = HEIGHT / count;
    for (int i = 0; i < count; i++) {
      Mesh plank = box(width, high - (count > 1 ? 0.006 : 0), WALL);
      part.add(wood, plank, Affine.move(0, (i + 0.5) * high, out).then(turned));
    }
  }

  private void corners(Model.Part part, int side) {
    for (int front = -1; front <= 1; front += 2) {
      double x = side * (WIDTH / 2 - 0.04);
      double z = front * (DEPTH / 2 - 0.04);
      Mesh corner = RoundedBox.of(0.12, 0.14, 0.12, 0.02, round);
      part.add(bands, corner, Affine.move(x, 0.06, z));
      part.add(bands, corner, Affine.move(x, HEIGHT - 0.07, z));
    }
  }

  private void handle(Model.Part part, int side) {
    int sides = detail.of(5, 12);
    List<Vec2> section =
        Outline.circle(0.022, sides).stream().map(p -> p.plus(new Vec2(0.11, 0))).toList();
    Affine hung = Affine.turnX(0.25).then(Affine.turnY(0.25)).then(Affine.turnZ(side * -0.03));
    part.add(
        bands,
        Lathe.ring(section, detail.of(10, 32)),
        hung.thenMove(side * (WIDTH / 2 + 0.05), HEIGHT * 0.5, 0));
    part.add(
        bands, box(0.1, 0.07, 0.1), Affine.move(side * (WIDTH / 2 + 0.02), HEIGHT * 0.5 + 0.1, 0));
  }

  private void lock(Model.Part part) {
    Finish gold = shop.gold();
    Affine front = Affine.move(0, HEIGHT - 0.14, DEPTH / 2 + 0.035);
    part.add(
        gold,
        Lathe.drum(0.07, 0.03, 0.008, round, detail.of(8, 32)),
        Affine.turnX(0.25).then(front));
    Finish dark = shop.lacquer("keyhole", 0x0b0a0a, 0.8f);
    Mesh hole = Lathe.drum(0.02, 0.01, 0, 0, detail.of(6, 16));
    part.add(dark, hole, Affine.turnX(0.25).then(front).thenMove(0, 0.012, 0.014));
    part.add(dark, RoundedBox.of(0.016, 0.05, 0.01, 0, 0), front.thenMove(0, -0.014, 0.014));
  }

  private void rivets(Model.Part part) {
    Mesh rivet =
        Lathe.open(
            new Outline().to(0, -0.01).arc(0, 0, 0.024, 0.018, 0, 0.25, detail.of(2, 4)).line(),
            detail.of(5, 12));
    for (int side = -1; side <= 1; side += 2) {
      for (int i = 0; i < 4; i++) {
        double y = 0.08 + i * (HEIGHT - 0.16) / 3;
        part.add(bands, rivet, Affine.turnX(0.25).thenMove(side * 0.46, y, DEPTH / 2 + 0.015));
      }
    }
  }

  private void lid(Model.Part part) {
    Affine swung =
        open
            ? Affine.move(HINGE.times(-1)).then(Affine.turnX(-0.26)).then(Affine.move(HINGE))
            : Affine.IDENTITY;
    Affine across = Affine.turnY(0.25).thenMove(0, HEIGHT, 0).then(swung);
    int steps = open ? detail.of(4, 32) : detail.of(2, 32);
    double r = DEPTH / 2;
    List<Vec2> shell =
        open
            ? new Outline()
                .arc(0, 0, r, r * 0.8, 0, 0.5, steps)
                .arc(0, 0, r - WALL, r * 0.8 - WALL, 0.5, 0, steps)
                .ring()
            : new Outline().arc(0, 0, r, r * 0.8, 0, 0.5, steps).ring();
    double width = open ? WIDTH - 2 * WALL : WIDTH;
    part.add(wood, Extrusion.of(shell, new Extrusion.Edge(width, 0, 0)).whole(), across);
    if (open) {
      Mesh end =
          Extrusion.of(
                  new Outline().arc(0, 0, r, r * 0.8, 0, 0.5, steps).ring(),
                  new Extrusion.Edge(WALL, 0.012, round))
              .whole();
      for (int side = -1; side <= 1; side += 2) {
        part.add(wood, end, Affine.move(0, 0, side * (WIDTH - WALL) / 2).then(across));
      }
    }
    if (detail.shows(0.01)) {
      arches(part, across, steps);
    }
    if (detail.shows(0.05)) {
      Mesh hasp = box(0.14, 0.2, 0.03);
      part.add(bands, hasp, Affine.move(0, HEIGHT + 0.02, r + 0.02).then(swung));
    }
  }

  private void arches(Model.Part part, Affine across, int steps) {
    double r = DEPTH / 2 + 0.015;
    List<Vec2> arch =
        new Outline()
            .arc(0, 0, r, r * 0.8, 0, 0.5, steps)
            .arc(0, 0, r - 0.03, (r - 0.03) * 0.8, 0.5, 0, steps)
            .ring();
    Mesh band = Extrusion.of(arch, new Extrusion.Edge(0.12, 0.006, Math.min(1, round))).whole();
    for (double x : new double[] {-0.46, 0.46}) {
      part.add(bands, band, Affine.move(0, 0, x).then(across));
    }
    if (detail.shows(0.03)) {
      for (double x : new double[] {-WIDTH / 2 + 0.05, WIDTH / 2 - 0.05}) {
        part.add(bands, band, Affine.move(0, 0, x).then(across));
      }
    }
  }

  /** A heap of gold, coins that lie about on it, and a few stones. */
  private void treasure(Model.Part part) {
    Finish gold = shop.gold();
    int steps = detail.of(2, 10);
    List<Vec2> heap =
        new Outline().to(0, 0.3).to(1, 0.3).to(1, 0.5).bend(0.6, 0.66, 0, 0.72, steps).line();
    Affine inside = Affine.scale(WIDTH / 2 - WALL - 0.01, 1, DEPTH / 2 - WALL - 0.01);
    part.add(gold, Lathe.open(heap, detail.of(8, 48)), inside);
    SplitMix64 random = shop.random("treasure");
    Mesh coin = Lathe.drum(0.085, 0.022, 0.006, Math.min(1, round), detail.of(8, 20));
    int coins = detail.shows(0.04) ? detail.of(6, 110) : 0;
    for (int i = 0; i < coins; i++) {
      part.add(gold, coin, strewn(random, 0.018));
    }
    Mesh stone = Gem.brilliant(detail, 1, 0).textured(0.3, 0.3, 0.2, 0.2);
    Finish[] gems = {
      shop.gem("ruby", 0xd0143c), shop.gem("emerald", 0x0ea05c), shop.gem("sapphire", 0x1f4fd0)
    };
    for (int i = 0; i < (detail.shows(0.1) ? 7 : 0); i++) {
      Affine placed = Affine.scale(0.075).then(strewn(random, 0.05));
      part.add(gems[i % 3], stone, placed);
    }
  }

  private static Affine strewn(SplitMix64 random, double above) {
    double r = Math.sqrt(random.unit()) * 0.88;
    Vec2 on = Vec2.ofTurns(random.unit()).times(r);
    double y = 0.72 - 0.2 * r * r + above;
    return Affine.turnX(random.between(-0.09f, 0.09f))
        .then(Affine.turnZ(random.between(-0.09f, 0.09f)))
        .thenMove(on.x() * (WIDTH / 2 - WALL - 0.06), y, on.y() * (DEPTH / 2 - WALL - 0.06));
  }
}
