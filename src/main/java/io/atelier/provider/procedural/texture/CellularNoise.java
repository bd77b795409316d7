package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;

/**
 * Worley's cellular noise over a lattice that wraps: scattered points, and how far away the nearest
 * two are.
 *
 * <p>Immutable and thread-safe; the answer is written into the caller's {@link Cell}.
 */
public final class CellularNoise {
  private static final int[] NEAREST_FIRST = {0, -1, 1};

  private final int seed;

  public CellularNoise(long seed) {
    this.seed = (int) (seed ^ seed >>> 32);
  }

  /** What is around a place; distances in lattice cells. */
  static final class Cell {
    /** To the nearest point, and to the second nearest. */
    float f1;

    float f2;

    /** From the nearest point to here. */
    float dx;

    float dy;

    /** Which point it is: steady pseudo-random bits. */
    int id;

    /** A steady number of this cell, in [0, 1). */
    float random() {
      return (id >>> 8) * 0x1p-24f;
    }

    /** Another one. */
    float random2() {
      return (PeriodicNoise.hash(id, 7, 99) >>> 8) * 0x1p-24f;
    }
  }

  /**
   * Finds the nearest points.
   *
   * @param jitter how far points stray from a square grid, 0 to 1
   */
  public void at(float u, float v, int fx, int fy, float jitter, Cell cell) {
    // Half a cell off: edges gather along the lattice's lines, and one of those on the tile's
    // border would show as a seam.
    float x = u * fx + 0.5f;
    float y = v * fy + 0.5f;
    int x0 = Curve.floor(x);
    int y0 = Curve.floor(y);
    float insideX = x - x0;
    float insideY = y - y0;
    float best = Float.MAX_VALUE;
    float second = Float.MAX_VALUE;
    for (int j : NEAREST_FIRST) {
      float toRow = between(j, insideY);
      if (toRow * toRow >= second) {
        continue;
      }
      int row = PeriodicNoise.wrap(y0 + j, fy);
      for (int i : NEAREST_FIRST) {
        float toColumn = between(i, insideX);
        if (toRow * toRow + toColumn * toColumn >= second) {
          continue;
        }
        int hash = PeriodicNoise.hash(PeriodicNoise.wrap(x0 + i, fx), row, seed);
        float dx = insideX - i - 0.5f - jitter * ((hash & 0xffff) * 0x1p-16f - 0.5f);
        float dy = insideY - j - 0.5f - jitter * ((hash >>> 16) * 0x1p-16f - 0.5f);
        float distance = dx * dx + dy * dy;
        if (distance < best) {
          second = best;
          best = distance;
          cell.dx = dx;
          cell.dy = dy;
          cell.id = hash;
        } else if (distance < second) {
          second = distance;
        }
      }
    }
    cell.f1 = (float) Math.sqrt(best);
    cell.f2 = (float) Math.sqrt(second);
  }

  /** How far it is to a neighbouring row or column, and so at least to any point in it. */
  private static float between(int neighbour, float inside) {
    return neighbour == 0 ? 0 : neighbour < 0 ? inside : 1 - inside;
  }
}
