package io.atelier.provider.procedural.model;

/** How finely a model is built, from 0, with which every model has at most 100 triangles, to 1. */
record Detail(double level) {
  private static final int STEPS = 48;

  Detail {
    if (!(level >= 0 && level <= 1)) {
      throw new IllegalArgumentException("detail " + level + " is not in 0 to 1");
    }
  }

  /** The i-th of ever coarser ones, beginning with 0; the last has level 0. */
  static Detail descending(int i) {
    double t = 1 - (double) i / STEPS;
    return new Detail(t * t);
  }

  boolean coarsest() {
    return level == 0;
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
