package io.atelier.bench;

/**
 * Repeats something until it is as fast as it gets: whatever runs for days is compiled, and a
 * measurement of less would be one of the compiler.
 */
final class Warmth {
  private static final int MOST_ROUNDS = 15;
  private static final double STILL_RISING = 1.03;

  private Warmth() {}

  /** Until two rounds together were no faster than the best before, or after fifteen. */
  static void of(Round round) throws Exception {
    double best = round.rate();
    int since = 0;
    for (int n = 1; n < MOST_ROUNDS && since < 2; n++) {
      double rate = round.rate();
      since = rate > best * STILL_RISING ? 0 : since + 1;
      best = Math.max(best, rate);
    }
  }

  /** One round, and how fast it was. */
  @FunctionalInterface
  interface Round {
    double rate() throws Exception;
  }
}
