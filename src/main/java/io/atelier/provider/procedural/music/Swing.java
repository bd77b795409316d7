package io.atelier.provider.procedural.music;

/**
 * How a pair of equal notes is played unequally.
 *
 * @param pair its length in beats: 1 swings eighths, 0.5 sixteenths
 * @param share of the pair that its first note gets: 0.5 is straight, 0.667 a triplet
 */
record Swing(double pair, double share) {
  static final Swing STRAIGHT = new Swing(1, 0.5);

  /** Where a written beat is played. */
  double played(double beat) {
    double first = Math.floor(beat / pair);
    double within = beat / pair - first;
    double moved = within < 0.5 ? 2 * within * share : share + (2 * within - 1) * (1 - share);
    return (first + moved) * pair;
  }
}
