package io.atelier.provider.procedural.music;

/** The seven steps of a scale above its tonic, in semitones; each mode has its own light. */
@SuppressWarnings("ImmutableEnumChecker")
enum Mode {
  LYDIAN(0, 2, 4, 6, 7, 9, 11),
  MAJOR(0, 2, 4, 5, 7, 9, 11),
  MIXOLYDIAN(0, 2, 4, 5, 7, 9, 10),
  DORIAN(0, 2, 3, 5, 7, 9, 10),
  MINOR(0, 2, 3, 5, 7, 8, 10),
  HARMONIC_MINOR(0, 2, 3, 5, 7, 8, 11),
  PHRYGIAN(0, 1, 3, 5, 7, 8, 10);

  private final int[] steps;

  Mode(int... steps) {
    this.steps = steps;
  }

  /** Semitones above the tonic of a step, which may be below 0 or beyond the octave. */
  int semitones(int step) {
    return 12 * Math.floorDiv(step, steps.length) + steps[Math.floorMod(step, steps.length)];
  }

  boolean dark() {
    return steps[2] == 3;
  }
}
