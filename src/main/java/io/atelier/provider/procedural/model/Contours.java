package io.atelier.provider.procedural.model;

import io.atelier.provider.procedural.model.mesh.Outline;
import io.atelier.provider.procedural.model.mesh.Vec2;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The borders of a mask by marching squares: closed rings, what is inside to their left, in cells
 * of the mask, y up.
 */
final class Contours {
  private static final float BORDER = 0.5f;

  /**
   * Which sides of a cell a border joins, by the corners inside (top left 1, top right 2, low right
   * 4, low left 8): from and to, each of top, right, low, left.
   */
  private static final String[] JOINS = {
    "", "LT", "TR", "LR", "RB", "", "TB", "LB", "BL", "BT", "", "BR", "RL", "RT", "TL", ""
  };

  private final LogoMask mask;
  private final Map<Long, Long> next = new TreeMap<>();

  private Contours(LogoMask mask) {
    this.mask = mask;
  }

  static List<List<Vec2>> of(LogoMask mask) {
    Contours contours = new Contours(mask);
    for (int y = -1; y < mask.height(); y++) {
      for (int x = -1; x < mask.width(); x++) {
        contours.cell(x, y);
      }
    }
    return contours.rings();
  }

  private void cell(int x, int y) {
    float topLeft = mask.at(x, y);
    float topRight = mask.at(x + 1, y);
    float lowRight = mask.at(x + 1, y + 1);
    float lowLeft = mask.at(x, y + 1);
    int inside =
        (topLeft > BORDER ? 1 : 0)
            | (topRight > BORDER ? 2 : 0)
            | (lowRight > BORDER ? 4 : 0)
            | (lowLeft > BORDER ? 8 : 0);
    boolean joined = topLeft + topRight + lowRight + lowLeft > 4 * BORDER;
    switch (inside) {
      case 5 -> join(x, y, joined ? "RTLB" : "LTRB");
      case 10 -> join(x, y, joined ? "TLBR" : "TRBL");
      default -> join(x, y, JOINS[inside]);
    }
  }

  private void join(int x, int y, String sides) {
    for (int i = 0; i < sides.length(); i += 2) {
      next.put(side(x, y, sides.charAt(i)), side(x, y, sides.charAt(i + 1)));
    }
  }

  /** A number for a side of a cell, the same from the cell beyond it. */
  private long side(int x, int y, char side) {
    int column = side == 'R' ? x + 1 : x;
    int row = side == 'B' ? y + 1 : y;
    boolean level = side == 'T' || side == 'B';
    return ((long) (row + 1) * (mask.width() + 2) + column + 1) * 2 + (level ? 0 : 1);
  }

  private List<List<Vec2>> rings() {
    List<List<Vec2>> rings = new ArrayList<>();
    while (!next.isEmpty()) {
      long start = next.keySet().iterator().next();
      Outline ring = new Outline();
      Long at = start;
      do {
        Vec2 point = crossing(at);
        ring.to(point.x(), point.y());
        at = next.remove(at);
      } while (at != null && at != start);
      rings.add(ring.line());
    }
    return rings;
  }

  /** Where on a side the mask is at its border, from the middle of one cell to that of another. */
  private Vec2 crossing(long side) {
    boolean level = side % 2 == 0;
    int column = (int) (side / 2 % (mask.width() + 2)) - 1;
    int row = (int) (side / 2 / (mask.width() + 2)) - 1;
    float from = mask.at(column, row);
    float to = level ? mask.at(column + 1, row) : mask.at(column, row + 1);
    double t = Math.max(0.02, Math.min(0.98, (BORDER - from) / (to - from)));
    return level
        ? new Vec2(column + 0.5 + t, -(row + 0.5))
        : new Vec2(column + 0.5, -(row + 0.5 + t));
  }
}
