package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.StateVariableFilter;

/** A guitar amplifier: driven until it clips, heard through its cabinet. */
final class Overdrive {
  private Overdrive() {}

  /**
   * Plays a guitar through it, in place.
   *
   * @param drive 2 warm to 30 hard
   */
  static void apply(float[] sound, double drive) {
    StateVariableFilter tight = tuned(140, 0.7);
    StateVariableFilter presence = tuned(2300, 1.1);
    StateVariableFilter cone = tuned(4300, 0.9);
    StateVariableFilter air = tuned(5200, 0.7);
    for (int i = 0; i < sound.length; i++) {
      float x = clip(drive * tight.highPass(sound[i]));
      float shaped = x + 0.8f * presence.bandPass(x);
      sound[i] = air.lowPass(cone.lowPass(shaped));
    }
  }

  /** Nearly the hyperbolic tangent. */
  static float clip(double x) {
    double within = Math.max(-3, Math.min(3, x));
    double square = within * within;
    return (float) (within * (27 + square) / (27 + 9 * square));
  }

  private static StateVariableFilter tuned(double hertz, double resonance) {
    StateVariableFilter filter = new StateVariableFilter();
    filter.tune(hertz, resonance);
    return filter;
  }
}
