package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/**
 * How loud a note is over its time: attack, decay, sustain, release.
 *
 * @param attack seconds to full
 * @param decay seconds to two thirds of the way to the sustained level
 * @param sustain the level while held, 0 to 1
 * @param release seconds to silence after
 */
record Shape(double attack, double decay, double sustain, double release) {

  /** The frames of a note that is held so long. */
  int frames(double held) {
    return Track.frames(Math.max(held, attack) + release);
  }

  void apply(float[] sound, double held) {
    int rise = Math.max(1, Track.frames(attack));
    int until = Math.min(sound.length, Track.frames(Math.max(held, attack)));
    float fall = (float) StrictMath.exp(-1 / Math.max(1, decay * Track.SAMPLE_RATE));
    float above = (float) (1 - sustain);
    float level = 0;
    for (int i = 0; i < until; i++) {
      if (i < rise) {
        level = (float) i / rise;
      } else {
        level = (float) sustain + above;
        above *= fall;
      }
      sound[i] *= level;
    }
    int fading = sound.length - until;
    for (int i = 0; i < fading; i++) {
      float left = 1 - (float) i / fading;
      sound[until + i] *= level * left * left;
    }
  }
}
