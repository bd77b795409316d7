package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.StateVariableFilter;
import io.atelier.provider.procedural.sound.Track;

/**
 * A low-pass that moves while a note sounds.
 *
 * @param base hertz it comes to rest at
 * @param tracking how many times the note's frequency is added to that
 * @param depth how far it starts above that, in times of it; below 0, under it
 * @param seconds to two thirds of the way
 * @param resonance 0.7 plain, 4 whistling
 */
record Sweep(double base, double tracking, double depth, double seconds, double resonance) {
  private static final int RETUNE = 32;

  static Sweep still(double base, double tracking) {
    return new Sweep(base, tracking, 0, 1, 0.707);
  }

  void apply(float[] sound, double hertz) {
    StateVariableFilter filter = new StateVariableFilter();
    double rest = base + tracking * hertz;
    double away = depth;
    double nearer = StrictMath.exp(-RETUNE / (seconds * Track.SAMPLE_RATE));
    for (int i = 0; i < sound.length; i++) {
      if (i % RETUNE == 0 && (i == 0 || depth != 0)) {
        filter.tune(rest * Math.max(0.1, 1 + away), resonance);
        away *= nearer;
      }
      sound[i] = filter.lowPass(sound[i]);
    }
  }
}
