package io.atelier.provider.procedural.model;

import java.util.function.Function;

/** How finely a model is built, from 0, with which every model has at most 100 triangles, to 1. */
record Detail(double level) {
  static final int STEPS = 48;

  Detail {
    if (!(level >= 0 && level <= 1)) {
      throw new IllegalArgumentException("detail " + level + " is not in 0 to 1");
    }
  }

  /**
   * The finest model that a budget allows, of a design that never has more triangles in a coarser
   * detail.
   *
   * @throws IllegalStateException if even the coarsest has more
   */
  static Model finest(Function<Detail, Model> design, int maxTriangles) {
    Model best = design.apply(descending(0));
    if (best.triangles() <= maxTriangles) {
      return best;
    }
    best = design.apply(descending(STEPS));
    if (best.triangles() > maxTriangles) {
      throw new IllegalStateException(
          best.name() + " has " + best.triangles() + " triangles at least, asked " + maxTriangles);
    }
    int above = 0;
    int below = STEPS;
    while (below - above > 1) {
      int middle = (above + below) / 2;
      Model model = design.apply(descending(middle));
      if (model.triangles() <= maxTriangles) {
        best = model;
        below = middle;
      } else {
        above = middle;
      }
    }
    return best;
  }

  /** The i-th of ever coarser ones, beginning with 0; the last has level 0. */
  static Detail descending(int i) {
    double t = 1 - (double) i / STEPS;
    return new Detail(t * t);
  }

  /** A count between the least, at level 0, and the most, at level 1. */
  int of(int least, int most) {
    return least + (int) Math.round((most - least) * Math.sqrt(level));
  }

  /** Whether a part is worth its triangles: parts of use 0 are always there. */
  boolean shows(double use) {
    return level >= use;
  }

  /** Steps of a bevel: none, a chamfer, then rounder. */
  int bevel() {
    return shows(0.45) ? 3 : shows(0.12) ? 2 : shows(0.03) ? 1 : 0;
  }
}
