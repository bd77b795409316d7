package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/**
 * Where the beats lie in a loop: whole bars of four, from its first sample to its last, so that it
 * comes round in time.
 *
 * @param frames of the loop
 * @param bars of four beats, an even number
 */
record Grid(int frames, int bars, Swing swing) {
  static final int BAR = 4;
  private static final double NOTICED = 0.1;

  /** The whole phrases that come nearest to a tempo. */
  static Grid of(int frames, double beatsPerMinute, Swing swing) {
    double exact = (double) frames / Track.SAMPLE_RATE * beatsPerMinute / (60 * BAR);
    int fours = Math.max(4, 4 * (int) Math.round(exact / 4));
    int twos = Math.max(4, 2 * (int) Math.round(exact / 2));
    // A phrase of two bars is better than a tempo that nobody asked for.
    return new Grid(frames, Math.abs(fours / exact - 1) <= NOTICED ? fours : twos, swing);
  }

  int beats() {
    return bars * BAR;
  }

  double beatsPerMinute() {
    return 60 * beats() / seconds(beats());
  }

  /** How long so many beats last. */
  double seconds(double beats) {
    return beats / beats() * frames / Track.SAMPLE_RATE;
  }

  /** The sample at which a written beat is played; beats outside of the loop give one outside. */
  int frameAt(double beat) {
    return (int) Math.round(swing.played(beat) / beats() * frames);
  }
}
