package io.atelier.provider.procedural.music;

/**
 * A written note.
 *
 * @param beat where it starts, from the start of the loop
 * @param beats how long it is held
 * @param pitch as in MIDI: 60 is middle C
 * @param velocity how hard it is played, 0 to 1
 */
record Tone(double beat, double beats, int pitch, double velocity) {

  double hertz() {
    return hertz(pitch);
  }

  static double hertz(double pitch) {
    return 440 * StrictMath.pow(2, (pitch - 69) / 12);
  }
}
