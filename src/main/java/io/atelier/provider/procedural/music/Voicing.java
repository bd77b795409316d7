package io.atelier.provider.procedural.music;

import java.util.Arrays;

/** Lays chords out so that each voice goes on to the nearest note of the next chord. */
final class Voicing {
  private static final double UNHEARD = 100; // two voices in one

  private final int voices;
  private final int low;
  private final int high;
  private int[] before;

  /**
   * Voices within a range of pitches, a twelfth at least.
   *
   * @param voices 3 to 5
   */
  Voicing(int voices, int low, int high) {
    this.voices = voices;
    this.low = low;
    this.high = high;
    before = new int[voices];
    for (int i = 0; i < voices; i++) {
      before[i] = low + (high - low) * (i + 1) / (voices + 1);
    }
  }

  /** The pitches of the next chord, rising. */
  int[] next(Chord chord) {
    int[] best = null;
    double least = Double.MAX_VALUE;
    int[] classes = chord.essence(voices);
    for (int lowest = low; lowest < low + 12; lowest++) {
      for (int first : classes) {
        if (Math.floorMod(lowest - first, 12) != 0) {
          continue;
        }
        for (boolean open : new boolean[] {false, true}) {
          int[] laid = stack(classes, lowest, open);
          double cost = cost(laid);
          if (cost < least) {
            least = cost;
            best = laid;
          }
        }
      }
    }
    if (best == null) {
      throw new IllegalStateException("no room for " + chord + " from " + low);
    }
    before = best;
    return best.clone();
  }

  /** From a lowest note upward; open lifts every second voice by an octave. */
  private static int[] stack(int[] classes, int lowest, boolean open) {
    int[] laid = new int[classes.length];
    for (int i = 0; i < classes.length; i++) {
      laid[i] = lowest + Math.floorMod(classes[i] - lowest, 12);
    }
    Arrays.sort(laid);
    for (int i = laid.length - 1; i > 0; i--) {
      if (laid[i] == laid[i - 1]) {
        laid[i] += 12; // a doubled tone
      }
    }
    Arrays.sort(laid);
    if (open && laid.length > 2) {
      laid[1] += 12;
    }
    Arrays.sort(laid);
    return laid;
  }

  private double cost(int[] laid) {
    double cost = 0;
    for (int i = 0; i < voices; i++) {
      cost += Math.abs(laid[i] - before[i]);
      cost += laid[i] > high ? 12 : 0;
      cost += i > 0 && laid[i] == laid[i - 1] ? UNHEARD : 0;
    }
    // Lest it wander off, or growl in seconds at the bottom.
    double middle = 0.5 * (laid[0] + laid[voices - 1]) - 0.5 * (low + high);
    double mud = laid[0] < 52 && laid[1] - laid[0] < 4 ? 6 : 0;
    return cost + 0.4 * Math.abs(middle) + mud;
  }
}
