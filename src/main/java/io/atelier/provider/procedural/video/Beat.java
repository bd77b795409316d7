package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;

/**
 * The time of a film: whatever moves does so a whole number of times, so that its end meets its
 * beginning.
 *
 * @param loop whether the camera, too, comes back to where it was
 */
record Beat(double seconds, boolean loop) {

  /** How often something happens in all, at least once. */
  int times(double perSecond) {
    return (int) Math.max(1, Math.rint(perSecond * seconds));
  }

  /** From -1 to 1 and back, that often. */
  float wave(double phase, double perSecond, double offset) {
    return Sine.ofTurns(phase * times(perSecond) + offset);
  }

  /**
   * Where the camera is, -1 to 1: there and back in a loop, at rest in the middle where that begins
   * again; else once across.
   */
  float camera(double phase) {
    float swing = Sine.ofTurns(phase);
    return loop ? swing * swing * swing : -Sine.ofTurns(0.25 + phase / 2);
  }

  /** How close the camera is, 0 to 1, in the same way. */
  float approach(double phase) {
    return loop
        ? 0.5f - 0.5f * Sine.ofTurns(phase + 0.25)
        : 0.5f - 0.5f * Sine.ofTurns(0.25 + phase / 2);
  }
}
