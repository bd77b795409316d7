package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Ink;
import io.atelier.provider.procedural.model.finish.Print;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.RoundedBox;
import io.atelier.provider.procedural.model.mesh.Vec3;
import io.atelier.provider.procedural.prompt.SplitMix64;
import java.awt.geom.Ellipse2D;
import java.util.List;

/** A pair of dice as they fell; each is a part of its own. Opposite faces make seven. */
final class Dice {
  /** What is on the faces of a rounded box, in its order: front, right, back, left, under, top. */
  private static final int[] PIPS = {1, 2, 6, 5, 4, 3};

  private Dice() {}

  static void build(Model model, Workshop shop, Detail detail) {
    Finish finish = pips(shop);
    Mesh die = die(detail);
    SplitMix64 random = shop.random("dice");
    Affine left =
        Affine.turnX(0.25 * random.between(0, 3))
            .then(Affine.turnZ(0.25 * random.between(0, 3)))
            .then(Affine.turnY(0.06 + 0.05 * random.unit()));
    model.part("first die", new Vec3(-0.62, 0.5, 0)).add(finish, die, left.thenMove(-0.62, 0.5, 0));
    Affine right =
        Affine.turnZ(0.25 * random.between(0, 3))
            .then(Affine.turnX(0.25 * random.between(1, 3)))
            .then(Affine.turnY(-0.1 - 0.06 * random.unit()));
    model
        .part("second die", new Vec3(0.62, 0.5, 0.3))
        .add(finish, die, right.thenMove(0.62, 0.5, 0.3));
  }

  private static Mesh die(Detail detail) {
    int steps = detail.shows(0.001) ? detail.of(1, 10) : 0;
    List<Mesh> faces = RoundedBox.faces(1, 1, 1, 0.15, steps);
    Mesh die = new Mesh();
    for (int i = 0; i < faces.size(); i++) {
      double u = (i % 3 + 0.5) / 3;
      double v = (i / 3 + 0.5) / 2;
      die.add(faces.get(i).textured(Mesh.TILE / 3, Mesh.TILE / 2, u, v));
    }
    return die;
  }

  /** Six faces in three columns and two rows. */
  private static Finish pips(Workshop shop) {
    boolean dark = shop.says("black dark night gold golden neon");
    int body = shop.says("ivory white classic") ? 0xf6efe0 : shop.colour(0);
    Ink ground = new Ink(dark && !shop.says("neon") ? shop.colour(3) : body, 0, 0.16, 0.6);
    Print print = new Print(1024, 0.012, ground);
    Ink pip =
        shop.saysMetal()
            ? new Ink(shop.metalColour(), 1, 0.25, 0.1)
            : new Ink(bright(ground.rgb()) ? 0x1a1418 : 0xfaf6ee, 0, 0.2, 0.1);
    for (int face = 0; face < 6; face++) {
      for (double[] at : places(PIPS[face])) {
        double x = (face % 3 + 0.5 + 0.25 * at[0]) / 3;
        double y = (face / 3 + 0.5 + 0.25 * at[1]) / 2;
        double r = PIPS[face] == 1 ? 0.13 : 0.092;
        print.fill(new Ellipse2D.Double(x - r / 3, y - r / 2, 2 * r / 3, r), pip);
      }
    }
    return print.finish("pips");
  }

  private static boolean bright(int rgb) {
    return (rgb >> 16 & 255) * 3 + (rgb >> 8 & 255) * 6 + (rgb & 255) > 1500;
  }

  private static double[][] places(int pips) {
    double[][] all = {{0, 0}, {-1, -1}, {1, 1}, {1, -1}, {-1, 1}, {-1, 0}, {1, 0}};
    int[] which =
        switch (pips) {
          case 1 -> new int[] {0};
          case 2 -> new int[] {1, 2};
          case 3 -> new int[] {0, 1, 2};
          case 4 -> new int[] {1, 2, 3, 4};
          case 5 -> new int[] {0, 1, 2, 3, 4};
          default -> new int[] {1, 2, 3, 4, 5, 6};
        };
    double[][] places = new double[which.length][];
    for (int i = 0; i < which.length; i++) {
      places[i] = all[which[i]];
    }
    return places;
  }
}
