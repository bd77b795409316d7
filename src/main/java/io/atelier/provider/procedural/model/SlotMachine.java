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
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.util.List;

/** A one-armed bandit: three reels behind a window, lever, tray and a lit sign. */
final class SlotMachine {
  private static final double REEL = 0.34;
  private static final double WIDTH = 0.3;

  private final Workshop shop;
  private final Detail detail;
  private final int round;

  private SlotMachine(Workshop shop, Detail detail) {
    this.shop = shop;
    this.detail = detail;
    round = detail.shows(0.01) ? detail.bevel() : 0;
  }

  static void build(Model model, Workshop shop, Detail detail) {
    SlotMachine machine = new SlotMachine(shop, detail);
    machine.cabinet(model.part("cabinet"));
    if (!detail.shows(0.003)) {
      machine.window(model.part("reels"));
    }
    for (int i = 0; i < (detail.shows(0.003) ? 3 : 0); i++) {
      double x = (i - 1) * 0.34;
      machine.reel(model.part("reel " + (i + 1), new Vec3(x, 1.12, 0.2)), x, i);
    }
    machine.lever(model.part("lever", new Vec3(0.8, 0.78, 0)));
  }

  private void cabinet(Model.Part part) {
    Finish body = shop.lacquer(0);
    Finish metal = shop.metal();
    int bevel = Math.min(2, round);
    part.add(body, RoundedBox.of(1.4, 0.78, 0.9, 0.06, round), Affine.move(0, 0.39, 0));
    part.add(body, RoundedBox.of(1.4, 0.76, 0.3, 0.05, bevel), Affine.move(0, 1.12, -0.3));
    part.add(body, RoundedBox.of(1.4, 0.36, 0.9, 0.06, round), Affine.move(0, 1.62, 0));
    if (detail.shows(0.004)) {
      for (int side = -1; side <= 1; side += 2) {
        Mesh cheek = RoundedBox.of(0.16, 0.72, 0.86, 0.03, bevel);
        part.add(body, cheek, Affine.move(side * 0.62, 1.12, 0));
      }
    }
    if (detail.shows(0.02)) {
      frame(part, metal);
      part.add(metal, RoundedBox.of(1.5, 0.08, 1, 0.03, bevel), Affine.move(0, 0.04, 0));
      part.add(metal, RoundedBox.of(1.44, 0.05, 0.94, 0.02, 1), Affine.move(0, 0.76, 0.01));
    }
    if (detail.shows(0.04)) {
      tray(part, metal);
      sign(part, metal);
    }
  }

  private void frame(Model.Part part, Finish metal) {
    List<Vec2> outer = Outline.card(1.2, 0.76, 0.08, detail.of(2, 10));
    List<Vec2> hole = Outline.card(1.06, 0.62, 0.05, detail.of(2, 10)).reversed();
    Mesh frame =
        Extrusion.pierced(List.of(outer, hole), new Extrusion.Edge(0.08, 0.02, Math.min(2, round)))
            .whole();
    part.add(metal, frame, Affine.move(0, 1.12, 0.45));
    for (int side = -1; side <= 1; side += 2) {
      Mesh bar = RoundedBox.of(0.035, 0.64, 0.05, 0.01, 1);
      part.add(metal, bar, Affine.move(side * 0.17, 1.12, 0.45));
    }
    Mesh line = RoundedBox.of(1.08, 0.012, 0.012, 0.004, 1);
    part.add(shop.lamp("line", 0xff3b30), line, Affine.move(0, 1.12, 0.56));
  }

  private void tray(Model.Part part, Finish metal) {
    Mesh bowl =
        Lathe.open(
            new Outline()
                .to(0, 0)
                .to(0.3, 0)
                .bend(0.42, 0.02, 0.44, 0.14, detail.of(1, 6))
                .to(0.41, 0.14)
                .bend(0.38, 0.05, 0.28, 0.04, detail.of(1, 6))
                .to(0, 0.04)
                .line(),
            detail.of(12, 64));
    part.add(metal, bowl, Affine.scale(1.1, 1, 0.62).thenMove(0, 0.2, 0.56));
    SplitMix64 random = shop.random("tray");
    Mesh coin = Lathe.drum(0.07, 0.02, 0.005, 1, detail.of(8, 20));
    for (int i = 0; i < detail.of(4, 26); i++) {
      Vec2 on = Vec2.ofTurns(random.unit()).times(Math.sqrt(random.unit()) * 0.27);
      Affine tilted =
          Affine.turnX(random.between(-0.05f, 0.05f))
              .then(Affine.turnZ(random.between(-0.05f, 0.05f)));
      part.add(
          shop.gold(), coin, tilted.thenMove(on.x() * 1.2, 0.27 + 0.003 * i, 0.6 + on.y() * 0.55));
    }
    Mesh button = Lathe.drum(0.07, 0.06, 0.02, Math.min(2, round), detail.of(8, 32));
    for (int i = 0; i < 4; i++) {
      Affine placed = Affine.turnX(0.25).thenMove(-0.42 + 0.28 * i, 0.58, 0.46);
      part.add(shop.lamp("button " + i % 2, shop.colour(i % 2 == 0 ? 4 : 1)), button, placed);
    }
  }

  private void sign(Model.Part part, Finish metal) {
    List<Vec2> arch =
        new Outline()
            .to(-0.66, 0)
            .to(0.66, 0)
            .to(0.66, 0.12)
            .bend(0.4, 0.46, 0, 0.46, detail.of(2, 16))
            .bend(-0.4, 0.46, -0.66, 0.12, detail.of(2, 16))
            .ring();
    Mesh board = Extrusion.of(arch, new Extrusion.Edge(0.24, 0.03, Math.min(2, round))).whole();
    part.add(shop.lacquer(3), board, Affine.move(0, 1.78, 0));
    part.add(metal, Stars.faceted(5, 0.17, 0.075, 0.06, 0.015), Affine.move(0, 1.99, 0.14));
    Finish lamp = shop.lamp("bulb", 0xffe6ae);
    Mesh bulb = Lathe.ball(0.032, detail.of(6, 14));
    int lamps = 13;
    for (int i = 0; i < lamps; i++) {
      Vec2 on = Vec2.ofTurns(0.02 + 0.46 * i / (lamps - 1));
      part.add(lamp, bulb, Affine.move(on.x() * 0.56, 1.84 + on.y() * 0.33, 0.13));
    }
    Finish face = shop.lacquer(1);
    part.add(face, RoundedBox.of(1.16, 0.2, 0.04, 0.02, 1), Affine.move(0, 1.62, 0.45));
    for (int i = -1; i <= 1; i++) {
      Affine placed = Affine.scale(1).thenMove(i * 0.28, 1.62, 0.475);
      part.add(metal, Extrusion.of(seven(), new Extrusion.Edge(0.03, 0.006, 1)).whole(), placed);
    }
  }

  private static List<Vec2> seven() {
    return new Outline()
        .to(-0.06, 0.075)
        .to(-0.06, 0.04)
        .to(0.015, 0.04)
        .to(-0.035, -0.075)
        .to(0.005, -0.075)
        .to(0.06, 0.045)
        .to(0.06, 0.075)
        .ring();
  }

  /** The reels' picture on a plate, where there are too few triangles for drums. */
  private void window(Model.Part part) {
    List<Mesh> plate = RoundedBox.faces(1, 0.5, 0.4, 0, 0);
    Affine placed = Affine.move(0, 1.12, 0.05);
    part.add(symbols(), plate.get(0).pictured(-0.5, -0.25, 1, 0.5), placed);
    for (Mesh side : plate.subList(1, plate.size())) {
      part.add(shop.metal(), side, placed);
    }
  }

  /** A drum that turns about its own part's x axis. */
  private void reel(Model.Part part, double x, int number) {
    int segments = detail.of(6, 64);
    Affine lying =
        Affine.turnY(number * 0.125 + 0.0625).then(Affine.turnZ(0.25)).thenMove(x, 1.12, 0.2);
    double half = WIDTH / 2;
    Mesh band = Lathe.open(List.of(new Vec2(REEL, -half), new Vec2(REEL, half)), segments);
    double tiles = Math.max(1, Math.round(2 * Math.PI * REEL / Mesh.TILE));
    part.add(symbols(), band.textured(1 / tiles, Mesh.TILE / WIDTH, 0, 1), lying);
    Mesh left = Lathe.open(List.of(new Vec2(0, -half), new Vec2(REEL, -half)), segments);
    Mesh right = Lathe.open(List.of(new Vec2(REEL, half), new Vec2(0, half)), segments);
    part.add(shop.lacquer("reel side", 0xe9e4da, 0.5f), left.add(right), lying);
  }

  /** Eight symbols side by side, each lying on its side: the reel carries them around. */
  private Finish symbols() {
    Print print = new Print(1024, 0.004, new Ink(0xf8f4ea, 0, 0.4, 0.4));
    int[] inks = {0xd0142c, 0xe0a010, 0x1c57c8, 0xd0142c, 0x1a8f4a, 0x7a2fc0, 0xe0a010, 0xe0218a};
    for (int i = 0; i < 8; i++) {
      Shape sign = i == 0 || i == 3 ? Signs.glyph('7') : Signs.prize(i);
      AffineTransform onReel = AffineTransform.getTranslateInstance((i + 0.5) / 8, 0.5);
      double around = 2 * Math.PI * REEL;
      onReel.scale(0.1 / around, 0.1 / WIDTH);
      onReel.rotate(Math.PI / 2);
      print.fill(onReel.createTransformedShape(sign), Ink.glossy(inks[i]).at(0.6));
      print.stroke(new Line2D.Double(i / 8.0, 0, i / 8.0, 1), 0.003, Ink.foil(shop.metalColour()));
    }
    return print.finish("reel");
  }

  private void lever(Model.Part part) {
    int sides = detail.of(3, 16);
    part.add(
        shop.metal(),
        Tube.of(List.of(new Vec3(0.78, 0.78, 0), new Vec3(0.86, 1.5, 0.06)), 0.035, sides));
    part.add(
        shop.lacquer("knob", 0xc4121e, 0.15f),
        Lathe.ball(0.1, detail.of(4, 32)),
        Affine.move(0.87, 1.56, 0.065));
    if (detail.shows(0.03)) {
      Mesh socket = Lathe.drum(0.13, 0.14, 0.03, Math.min(2, round), detail.of(8, 32));
      part.add(shop.metal(), socket, Affine.turnZ(0.25).thenMove(0.75, 0.8, 0));
    }
  }
}
