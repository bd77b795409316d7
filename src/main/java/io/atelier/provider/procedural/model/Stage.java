package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Lathe;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.RoundedBox;
import io.atelier.provider.procedural.model.mesh.Sheet;
import io.atelier.provider.procedural.model.mesh.Tube;
import io.atelier.provider.procedural.model.mesh.Vec2;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.util.ArrayList;
import java.util.List;

/** A show stage: a round apron with steps, curtains, a truss of spotlights, lamps on its edge. */
final class Stage {
  private static final double FLOOR = 0.36;

  private final Workshop shop;
  private final Detail detail;

  private Stage(Workshop shop, Detail detail) {
    this.shop = shop;
    this.detail = detail;
  }

  static void build(Model model, Workshop shop, Detail detail) {
    Stage stage = new Stage(shop, detail);
    stage.platform(model.part("platform"));
    stage.back(model.part("curtain", new Vec3(0, 2, -0.62)));
    if (detail.shows(0.02)) {
      stage.wing(model.part("left curtain", new Vec3(-1.5, 2, 0)), -1);
      stage.wing(model.part("right curtain", new Vec3(1.5, 2, 0)), 1);
    }
    stage.truss(model.part("lights", new Vec3(0, 2.12, 0.1)));
  }

  private void platform(Model.Part part) {
    Finish[] sides = {shop.lacquer(3), shop.lacquer(0), shop.lacquer(3)};
    int levels = detail.shows(0.005) ? 3 : 2;
    Finish trim = shop.metal();
    for (int i = 0; i < levels; i++) {
      double grown = 0.26 * (levels - 1 - i);
      double high = FLOOR / levels;
      Extrusion step =
          Extrusion.of(
              apron(1.5 + grown, 0.75 + grown),
              new Extrusion.Edge(
                  high, 0.015, detail.shows(0.02) ? Math.min(2, detail.bevel()) : 0));
      Affine laid = Affine.turnX(0.75).thenMove(0, (i + 0.5) * high, 0);
      boolean top = i == levels - 1;
      part.add(
          top ? shop.wood() : shop.lacquer("step " + i, shop.colour(3), 0.3f), step.front(), laid);
      part.add(sides[i % 3], new Mesh().add(step.side()).add(step.back()), laid);
      if (detail.shows(0.05)) {
        edge(part, trim, 1.5 + grown, 0.75 + grown, (i + 1) * high);
      }
    }
  }

  /** Straight at the back, a half ellipse to the front; front is down here. */
  private List<Vec2> apron(double x, double z) {
    return new Outline().to(x, 0.8).to(-x, 0.8).arc(0, 0, x, z, 0.5, 1, detail.of(4, 64)).ring();
  }

  /** A rail on the apron's edge, and lamps below it. */
  private void edge(Model.Part part, Finish trim, double x, double z, double y) {
    List<Vec3> rail = new ArrayList<>();
    int steps = detail.of(10, 64);
    for (int i = 0; i <= steps; i++) {
      Vec2 on = Vec2.ofTurns(0.5 * i / steps);
      rail.add(new Vec3(on.x() * x, y - 0.012, on.y() * z));
    }
    part.add(trim, Tube.of(rail, 0.02, detail.of(4, 8)));
    if (detail.shows(0.1)) {
      Mesh bulb = Lathe.ball(0.032, detail.of(6, 12));
      Finish lamp = shop.lamp("bulb", 0xffe6ae);
      int lamps = detail.of(8, 22);
      for (int i = 0; i < lamps; i++) {
        Vec2 on = Vec2.ofTurns(0.5 * (i + 0.5) / lamps);
        part.add(lamp, bulb, Affine.move(on.x() * (x + 0.005), y - 0.075, on.y() * (z + 0.005)));
      }
    }
  }

  private void back(Model.Part part) {
    int folds = 14;
    int columns = detail.shows(0.005) ? folds * detail.of(2, 10) : 4;
    double deep = detail.shows(0.005) ? 0.05 : 0;
    int rows = detail.of(1, 10);
    Finish cloth = shop.velvet(0);
    part.add(
        cloth,
        Sheet.between(
            (u, v) -> drape(u, v, folds, deep, 0),
            (u, v) -> drape(u, v, folds, deep, 0.04),
            columns,
            rows));
    if (detail.shows(0.03)) {
      int swags = 5;
      part.add(
          cloth,
          Sheet.between(
              (u, v) -> swag(u, v, swags, 0),
              (u, v) -> swag(u, v, swags, 0.05),
              swags * detail.of(3, 12),
              detail.of(2, 12)));
    }
  }

  private static Vec3 drape(double u, double v, int folds, double deep, double behind) {
    double wave = Vec2.ofTurns(u * folds).x() * deep * (0.6 + 0.4 * v);
    return new Vec3(3 * (u - 0.5), 2.05 - (2.05 - FLOOR) * v, -0.62 + wave - behind);
  }

  /** A scalloped border with folds that gather where it is hung. */
  private static Vec3 swag(double u, double v, int swags, double behind) {
    double place = u * swags - Math.floor(u * swags);
    double bow = (1 - Vec2.ofTurns(place).x()) / 2;
    double y = 2.16 - v * (0.2 + 0.24 * bow);
    double fold = 0.022 * Vec2.ofTurns(v * 2.4 * (0.8 + 0.2 * bow)).y() * v;
    return new Vec3(3.1 * (u - 0.5), y, 0.18 + 0.07 * bow * v + fold - behind);
  }

  /** A gathered curtain at one side, drawn in at its waist. */
  private void wing(Model.Part part, int side) {
    int columns = 6 * detail.of(3, 10);
    Mesh cloth =
        Sheet.between(
            (u, v) -> gathered(u, v, 0), (u, v) -> gathered(u, v, 0.05), columns, detail.of(4, 24));
    part.add(shop.velvet(0), cloth, Affine.scale(side, 1, 1));
    if (detail.shows(0.06)) {
      Mesh cord =
          Lathe.ring(
              Outline.circle(0.022, 6).stream().map(p -> p.plus(new Vec2(0.13, 0))).toList(),
              detail.of(10, 32));
      Affine tied = Affine.scale(1, 1, 0.8).thenMove(side * 1.36, 1.05, 0.13);
      part.add(shop.metal(), cord, tied);
    }
  }

  private static Vec3 gathered(double u, double v, double behind) {
    double waist = 0.58 + v * 0.42;
    double narrow = 1 - 0.55 * StrictMath.exp(-40 * (v - 0.6) * (v - 0.6));
    double width = 0.5 * narrow * (0.9 + 0.2 * waist);
    double wave = 0.035 * narrow * Vec2.ofTurns(u * 5).x();
    return new Vec3(1.5 - width * (1 - u), 2.08 - (2.08 - FLOOR) * v, 0.12 + wave - behind);
  }

  private void truss(Model.Part part) {
    Finish steel = shop.saysMetal() ? shop.metal() : shop.secondMetal();
    if (!detail.shows(0.01)) {
      part.add(steel, RoundedBox.of(3.2, 0.1, 0.1, 0, 0), Affine.move(0, 2.16, 0.1));
      return;
    }
    int sides = detail.of(4, 10);
    for (int side = -1; side <= 1; side += 2) {
      Mesh post = Lathe.drum(0.05, 2.2, 0, 0, detail.of(6, 24));
      part.add(steel, post, Affine.move(side * 1.62, 1.1, 0.1));
      if (detail.shows(0.03)) {
        part.add(
            steel, RoundedBox.of(0.24, 0.06, 0.24, 0.015, 1), Affine.move(side * 1.62, 0.03, 0.1));
        part.add(steel, Lathe.ball(0.08, detail.of(8, 24)), Affine.move(side * 1.62, 2.28, 0.1));
      }
    }
    for (int i = 0; i < 2; i++) {
      double y = 2.12 + 0.14 * i;
      part.add(steel, bar(new Vec3(-1.66, y, 0.1), new Vec3(1.66, y, 0.1), 0.025, sides));
    }
    int braces = detail.shows(0.06) ? 16 : 0;
    for (int i = 0; i < braces; i++) {
      double x = -1.6 + 0.2 * i;
      double up = i % 2 == 0 ? 0 : 0.14;
      part.add(
          steel,
          bar(
              new Vec3(x, 2.12 + up, 0.1),
              new Vec3(x + 0.2, 2.26 - up, 0.1),
              0.012,
              Math.min(5, sides)));
    }
    int spots = detail.shows(0.02) ? 5 : 0;
    for (int i = 0; i < spots; i++) {
      spot(part, -1.2 + 0.6 * i, i);
    }
  }

  private static Mesh bar(Vec3 from, Vec3 to, double radius, int sides) {
    return Tube.of(List.of(from, to), radius, sides);
  }

  /** A lamp that hangs before the truss and looks down on the middle of the stage. */
  private void spot(Model.Part part, double x, int number) {
    int segments = detail.of(8, 28);
    Mesh housing =
        Lathe.open(
            new Outline()
                .to(0, 0.16)
                .to(0.02, 0.16)
                .to(0.06, 0.12)
                .to(0.075, 0)
                .to(0.105, -0.12)
                .to(0.09, -0.12)
                .to(0.08, -0.08)
                .to(0, -0.08)
                .line()
                .reversed(),
            segments);
    Affine aimed = Affine.turnX(-0.06).then(Affine.turnZ(x * -0.05)).thenMove(x, 2.02, 0.34);
    part.add(shop.lacquer("housing", 0x1c1c22, 0.4f), housing, aimed);
    int light = number % 2 == 0 ? 0xfff0cc : shop.colour(4);
    Mesh lens = Lathe.drum(0.085, 0.02, 0, 0, segments);
    part.add(shop.lamp("lens " + number % 2, light), lens, Affine.move(0, -0.09, 0).then(aimed));
  }
}
