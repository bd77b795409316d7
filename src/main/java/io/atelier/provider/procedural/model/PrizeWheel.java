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
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.util.List;

/** A wheel of fortune on its stand; the part "wheel" turns about its axle, the pointer stays. */
final class PrizeWheel {
  private static final double RADIUS = 1;
  private static final double AXLE = 1.72;
  private static final Affine FACING = Affine.turnX(0.25);

  private final Workshop shop;
  private final Detail detail;
  private final int segments;
  private final Finish metal;

  private PrizeWheel(Workshop shop, Detail detail) {
    this.shop = shop;
    this.detail = detail;
    segments = 2 * shop.random("segments").between(4, 6);
    metal = shop.metal();
  }

  static void build(Model model, Workshop shop, Detail detail) {
    PrizeWheel wheel = new PrizeWheel(shop, detail);
    wheel.turning(model.part("wheel", new Vec3(0, AXLE, 0)));
    wheel.pointer(model.part("pointer", new Vec3(0, AXLE + 1.3, 0.16)));
    wheel.stand(model.part("stand"));
  }

  private void turning(Model.Part part) {
    Affine axle = Affine.move(0, AXLE, 0);
    Extrusion disc =
        Extrusion.of(
            Outline.circle(RADIUS + 0.02, detail.of(12, 128)), new Extrusion.Edge(0.12, 0, 0));
    part.add(face(), disc.front().pictured(-1.02, -1.02, 2.04, 2.04), axle);
    part.add(shop.lacquer(3), new Mesh().add(disc.side()).add(disc.back()), axle);
    if (detail.shows(0.02)) {
      part.add(metal, rim(), FACING.then(axle));
      part.add(metal, hub(), FACING.then(axle).thenMove(0, 0, 0.05));
    }
    if (detail.shows(0.06)) {
      pegs(part, axle);
    }
    if (detail.shows(0.1)) {
      bars(part, axle);
    }
    if (detail.shows(0.15)) {
      part.add(
          shop.gem("jewel", shop.colour(4)),
          Lathe.ball(0.1, detail.of(8, 32)),
          Affine.scale(1, 1, 0.6).then(axle).thenMove(0, 0, 0.24));
    }
  }

  private Mesh rim() {
    double bevel = 0.04;
    int steps = Math.max(1, detail.bevel());
    List<Vec2> section =
        new Outline()
            .arc(RADIUS + bevel - 0.02, 0.14 - bevel, bevel, bevel, 0.5, 0.25, steps)
            .arc(RADIUS + 0.16 - bevel, 0.14 - bevel, bevel, bevel, 0.25, 0, steps)
            .arc(RADIUS + 0.16 - bevel, bevel - 0.1, bevel, bevel, 0, -0.25, steps)
            .arc(RADIUS + bevel - 0.02, bevel - 0.1, bevel, bevel, -0.25, -0.5, steps)
            .ring();
    return Lathe.ring(section, detail.of(16, 128));
  }

  private Mesh hub() {
    Outline profile = new Outline().to(0, 0).to(0.26, 0).to(0.26, 0.03);
    int steps = detail.of(1, 6);
    profile.bend(0.25, 0.06, 0.2, 0.07, steps).to(0.19, 0.08).to(0.17, 0.08);
    profile.bend(0.16, 0.17, 0.1, 0.18, steps).to(0, 0.18);
    return Lathe.open(profile.line(), detail.of(8, 64));
  }

  /** A peg at every border between segments, a lamp in the middle of each. */
  private void pegs(Model.Part part, Affine axle) {
    int sides = detail.of(5, 16);
    Mesh peg =
        Lathe.open(
            new Outline()
                .to(0, -0.02)
                .to(0.022, -0.02)
                .to(0.022, 0.1)
                .arc(0, 0.1, 0.034, 0.034, -0.13, 0.25, detail.of(2, 6))
                .line(),
            sides);
    Mesh bulb = Lathe.ball(0.042, detail.of(6, 16));
    Finish lamp = shop.lamp("bulb", 0xffe9b0);
    for (int i = 0; i < segments; i++) {
      part.add(metal, peg, around((double) i / segments, 0.13).then(axle));
      if (detail.shows(0.2)) {
        part.add(lamp, bulb, around((i + 0.5) / segments, 0.13).then(axle));
      }
    }
  }

  private static Affine around(double turn, double z) {
    return FACING.thenMove(0, RADIUS + 0.07, z).then(Affine.turnZ(turn));
  }

  private void bars(Model.Part part, Affine axle) {
    Mesh bar = RoundedBox.of(0.022, 0.76, 0.03, 0.01, Math.min(1, detail.bevel()));
    for (int i = 0; i < segments; i++) {
      part.add(
          metal,
          bar,
          Affine.move(0, 0.61, 0.06).then(Affine.turnZ((double) i / segments)).then(axle));
    }
  }

  private void pointer(Model.Part part) {
    List<Vec2> drop =
        new Outline()
            .to(0, -0.24)
            .bend(0.14, 0.02, 0.13, 0.1, detail.of(1, 8))
            .arc(0, 0.1, 0.13, 0.13, 0, 0.5, detail.of(2, 24))
            .bend(-0.14, 0.02, 0, -0.24, detail.of(1, 8))
            .ring();
    Affine place = Affine.move(0, AXLE + 1.24, 0.2);
    part.add(
        shop.lacquer(0),
        Extrusion.of(drop, new Extrusion.Edge(0.08, 0.02, detail.bevel())).whole(),
        place);
    if (detail.shows(0.05)) {
      part.add(
          metal,
          Lathe.drum(0.06, 0.05, 0.015, detail.bevel(), detail.of(6, 32)),
          FACING.then(place).thenMove(0, 0.1, 0.045));
    }
    part.add(
        metal,
        RoundedBox.of(0.1, 0.16, 0.34, 0.02, detail.shows(0.05) ? 1 : 0),
        place.thenMove(0, 0.12, -0.2));
  }

  private void stand(Model.Part part) {
    int round = detail.shows(0.08) ? detail.bevel() : 0;
    Finish deep = shop.lacquer(3);
    part.add(deep, RoundedBox.of(0.24, AXLE + 1.3, 0.14, 0.03, round), mid(0.1, AXLE + 1.4, -0.22));
    part.add(deep, RoundedBox.of(1.5, 0.14, 0.8, 0.04, round), mid(0, 0.14, 0));
    if (detail.shows(0.03)) {
      part.add(
          metal, RoundedBox.of(1.1, 0.1, 0.58, 0.03, Math.min(round, 2)), mid(0.14, 0.24, -0.04));
      part.add(
          metal,
          Lathe.drum(0.1, 0.3, 0.02, Math.min(1, round), detail.of(6, 32)),
          FACING.thenMove(0, AXLE, -0.16));
    }
    if (detail.shows(0.05)) {
      for (int side = -1; side <= 1; side += 2) {
        Mesh brace = RoundedBox.of(0.12, 0.95, 0.1, 0.02, Math.min(1, round));
        part.add(deep, brace, Affine.turnZ(0.08 * side).thenMove(side * 0.3, 0.62, -0.2));
      }
    }
  }

  private static Affine mid(double bottom, double top, double z) {
    return Affine.move(0, (bottom + top) / 2, z);
  }

  /** Segments in the scheme's colours with a foil border, a prize sign in each. */
  private Finish face() {
    int[] colours = {shop.colour(0), shop.colour(2), shop.colour(1), shop.colour(4)};
    int kinds = segments % 4 == 0 ? 4 : 2;
    Print print = new Print(1024, 0.008, Ink.glossy(shop.colour(3)).at(0.3));
    double r = 0.5 * RADIUS / 1.02;
    double width = 360.0 / segments;
    for (int i = 0; i < segments; i++) {
      Shape wedge =
          new Arc2D.Double(0.5 - r, 0.5 - r, 2 * r, 2 * r, 90 + i * width, width, Arc2D.PIE);
      print.fill(wedge, Ink.glossy(colours[i % kinds]));
    }
    Ink foil = Ink.foil(shop.metalColour());
    for (int i = 0; i < segments; i++) {
      Vec2 edge = Vec2.ofTurns(0.25 + (double) i / segments).times(r);
      print.stroke(new Line2D.Double(0.5, 0.5, 0.5 + edge.x(), 0.5 - edge.y()), 0.007, foil);
      double turn = (i + 0.5) / segments;
      Vec2 at = Vec2.ofTurns(0.25 + turn).times(0.7 * r);
      Ink sign = i % kinds == 1 ? Ink.foil(shop.metalColour()) : Ink.glossy(shop.colour(2)).at(0.7);
      Shape shape = Signs.prize(i + (int) (shop.prompt().seed() & 7));
      print.stamp(shape, 0.5 + at.x(), 0.5 - at.y(), 0.055, -turn, sign);
    }
    print.stroke(new Ellipse2D.Double(0.5 - r, 0.5 - r, 2 * r, 2 * r), 0.016, foil);
    double inner = 0.9 * r;
    print.stroke(new Ellipse2D.Double(0.5 - inner, 0.5 - inner, 2 * inner, 2 * inner), 0.005, foil);
    return print.finish("wheel face");
  }
}
