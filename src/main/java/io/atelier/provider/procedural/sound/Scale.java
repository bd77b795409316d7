package io.atelier.provider.procedural.sound;

/** The steps of a musical scale in semitones above its root, repeating at the octave. */
@SuppressWarnings("ImmutableEnumChecker")
public enum Scale {
  MAJOR(0, 2, 4, 5, 7, 9, 11),
  MINOR(0, 2, 3, 5, 7, 8, 10),
  PENTATONIC(0, 2, 4, 7, 9);

  private final int[] semitones;

  Scale(int... semitones) {
    this.semitones = semitones;
  }

  /**
   * The frequency of a degree; 0 is the root, the octave is as many degrees on as the scale has.
   */
  public double hertz(int degree, double root) {
    int octave = Math.floorDiv(degree, semitones.length);
    return interval(12 * octave + semitones[Math.floorMod(degree, semitones.length)], root);
  }

  /** So many semitones above the root, equal temperament. */
  public static double interval(double semitones, double root) {
    return root * StrictMath.pow(2, semitones / 12);
  }
}
