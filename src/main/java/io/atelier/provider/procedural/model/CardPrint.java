package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.finish.Finish;
import io.atelier.provider.procedural.model.finish.Ink;
import io.atelier.provider.procedural.model.finish.Print;
import io.atelier.provider.procedural.model.finish.Workshop;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/** The faces of five cards and their back, in three columns and two rows of one print. */
final class CardPrint {
  private static final double W = 1 / 3.0;
  private static final double H = 0.5;
  private static final List<String> RANKS = List.of("10", "J", "Q", "K", "A");

  private final Workshop shop;
  private final int suit;
  private final Print print = new Print(1536, 0.0015, new Ink(0xfbf8f0, 0, 0.5, 0.5));
  private final Ink ink;
  private final Ink gold;

  CardPrint(Workshop shop) {
    this.shop = shop;
    suit = suit(shop);
    int rgb = suit % 2 == 0 ? 0xb5121f : 0x17161c;
    gold = Ink.foil(shop.metalColour());
    ink = shop.saysMetal() ? gold : Ink.glossy(rgb).at(0.6);
  }

  private static int suit(Workshop shop) {
    String[] words = {
      "hearts heart herz coeur", "spades spade pik pique", "diamonds karo", "clubs kreuz"
    };
    for (int i = 0; i < words.length; i++) {
      if (shop.says(words[i])) {
        return i;
      }
    }
    return shop.random("suit").between(0, 3);
  }

  Finish finish() {
    for (int i = 0; i < RANKS.size(); i++) {
      face(RANKS.get(i), i % 3 * W, i / 3 * H);
    }
    back(2 * W, H);
    return print.finish("cards");
  }

  private Shape sign() {
    return switch (suit) {
      case 0 -> Signs.heart();
      case 1 -> Signs.spade();
      case 2 -> Signs.diamond();
      default -> Signs.club();
    };
  }

  /**
   * Places shapes so that they keep their form on the card, whose cell on the print has another
   * one; sizes are in card widths.
   */
  private void stamp(Shape shape, double x, double y, double size, boolean upside, Ink with) {
    AffineTransform onCard = AffineTransform.getTranslateInstance(x, y);
    onCard.scale(size * W, size * H * 0.63 / 0.88);
    if (upside) {
      onCard.rotate(Math.PI);
    }
    print.fill(onCard.createTransformedShape(shape), with);
  }

  private void face(String rank, double left, double top) {
    for (int end = 0; end < 2; end++) {
      boolean upside = end == 1;
      double down = upside ? -1 : 1;
      double x = left + (upside ? 0.87 : 0.13) * W;
      double y = top + (upside ? 0.905 : 0.095) * H;
      if (rank.length() == 2) {
        stamp(Signs.glyph('1'), x - 0.055 * W * down, y, 0.065, upside, ink);
        stamp(Signs.glyph('0'), x + 0.035 * W * down, y, 0.065, upside, ink);
      } else {
        stamp(Signs.glyph(rank.charAt(0)), x, y, 0.072, upside, ink);
      }
      stamp(sign(), x, y + 0.115 * H * down, 0.055, upside, ink);
    }
    switch (rank) {
      case "A" -> stamp(sign(), left + W / 2, top + H / 2, 0.28, false, ink);
      case "10" -> ten(left, top);
      default -> court(rank, left, top);
    }
  }

  private void ten(double left, double top) {
    double[][] places = {
      {0.34, 0.17}, {0.66, 0.17}, {0.34, 0.39}, {0.66, 0.39}, {0.5, 0.28},
      {0.34, 0.61}, {0.66, 0.61}, {0.34, 0.83}, {0.66, 0.83}, {0.5, 0.72}
    };
    for (double[] at : places) {
      stamp(sign(), left + at[0] * W, top + at[1] * H, 0.085, at[1] > 0.5, ink);
    }
  }

  /** A framed picture that is the same from either end: crown, letter and suit. */
  private void court(String rank, double left, double top) {
    int ground = rank.equals("Q") ? 1 : rank.equals("K") ? 0 : 3;
    Rectangle2D frame = new Rectangle2D.Double(left + 0.24 * W, top + 0.1 * H, 0.52 * W, 0.8 * H);
    print.fill(frame, Ink.matt(shop.colour(ground)).at(0.45));
    print.stroke(frame, 0.004, gold);
    print.stroke(
        new Line2D.Double(left + 0.24 * W, top + 0.55 * H, left + 0.76 * W, top + 0.45 * H),
        0.003,
        gold);
    Ink light = Ink.glossy(shop.colour(2)).at(0.6);
    for (int end = 0; end < 2; end++) {
      boolean upside = end == 1;
      double up = upside ? -1 : 1;
      double y = top + (upside ? 0.7 : 0.3) * H;
      stamp(Signs.glyph(rank.charAt(0)), left + W / 2, y + 0.05 * H * up, 0.11, upside, light);
      Shape head = rank.equals("J") ? Signs.star() : Signs.crown();
      stamp(head, left + W / 2, y - 0.12 * H * up, 0.12, upside, gold);
    }
  }

  private void back(double left, double top) {
    RoundRectangle2D field =
        new RoundRectangle2D.Double(
            left + 0.06 * W, top + 0.043 * H, 0.88 * W, 0.914 * H, 0.02, 0.02);
    print.fill(field, Ink.glossy(shop.colour(0)));
    for (int row = 0; row < 14; row++) {
      for (int column = 0; column < 10; column++) {
        double x = left + (0.1 + 0.08 * (column + 0.5)) * W;
        double y = top + (0.075 + 0.85 * (row + 0.5) / 14) * H;
        boolean odd = (row + column) % 2 == 0;
        Ink spot = Ink.glossy(shop.colour(odd ? 1 : 2));
        stamp(Signs.diamond(), x, y, odd ? 0.04 : 0.02, false, spot);
      }
    }
    print.stroke(field, 0.004, gold);
    Shape disc = new Ellipse2D.Double(-1, -1, 2, 2);
    stamp(disc, left + W / 2, top + H / 2, 0.23, false, Ink.glossy(shop.colour(3)));
    stamp(Signs.star(), left + W / 2, top + H / 2, 0.16, false, gold);
  }
}
