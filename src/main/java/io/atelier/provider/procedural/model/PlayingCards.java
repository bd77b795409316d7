package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Workshop;
import io.atelier.provider.procedural.model.mesh.Affine;
import io.atelier.provider.procedural.model.mesh.Extrusion;
import io.atelier.provider.procedural.model.mesh.Mesh;
import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec3;
import java.util.List;

/** A hand of five cards, ten to ace of one suit, fanned out; each card is a part of its own. */
final class PlayingCards {
  private static final double WIDTH = 0.63;
  private static final double HEIGHT = 0.88;
  private static final double THICKNESS = 0.012;
  private static final List<String> RANKS = List.of("10", "J", "Q", "K", "A");

  private PlayingCards() {}

  static void build(Model model, Workshop shop, Detail detail) {
    Finish faces = new CardPrint(shop).finish();
    Finish edge = shop.saysMetal() ? shop.metal() : shop.lacquer("card edge", 0xf4efe2, 0.6f);
    int round = detail.shows(0.001) ? detail.of(1, 10) : 0;
    Extrusion card =
        Extrusion.of(
            Outline.card(WIDTH, HEIGHT, round == 0 ? 0 : 0.05, Math.max(1, round)),
            new Extrusion.Edge(THICKNESS, 0, 0));
    for (int i = 0; i < RANKS.size(); i++) {
      Affine placed =
          Affine.move(0, 0.95, 0).then(Affine.turnZ((2 - i) * 0.038)).thenMove(0, 0, i * 0.022);
      Model.Part part = model.part("card " + RANKS.get(i), placed.point(Vec3.ZERO));
      part.add(edge, card.side(), placed);
      part.add(
          faces, pictured(card.front()).textured(1 / 3.0, 0.5, i % 3 / 3.0, i / 3 / 2.0), placed);
      part.add(faces, pictured(card.back()).textured(-1 / 3.0, 0.5, 1, 0.5), placed);
    }
  }

  private static Mesh pictured(Mesh side) {
    return new Mesh().add(side).pictured(-WIDTH / 2, -HEIGHT / 2, WIDTH, HEIGHT);
  }
}
