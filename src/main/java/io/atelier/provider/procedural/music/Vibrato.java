package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.sound.Track;

/**
 * The trembling of a held note's pitch, which sets in late.
 *
 * @param cents to each side
 * @param hertz how often
 * @param delay seconds until it is full
 */
record Vibrato(double cents, double hertz, double delay) {
  static final Vibrato NONE = new Vibrato(0, 5, 1);

  /** The factor on the frequency at a sample. */
  double factor(int sample, int take) {
    if (cents == 0) {
      return 1;
    }
    double seconds = (double) sample / Track.SAMPLE_RATE;
    double depth = Math.min(1, seconds / delay) * cents;
    // 2^x for an x so small is 1 + x ln 2.
    return 1 + depth / 1200 * 0.6931 * Sine.ofTurns(seconds * hertz * (1 + 0.07 * take));
  }
}
