package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.StateVariableFilter;

/** Filters over a loop, which have heard its end when they come to its start. */
final class Loops {
  private static final int WARM_UP = 22_050;

  private Loops() {}

  static void lowPass(float[] loop, double hertz) {
    StateVariableFilter filter = new StateVariableFilter();
    filter.tune(hertz, 0.707);
    for (int i = warmUp(loop); i < 0; i++) {
      filter.lowPass(loop[loop.length + i]);
    }
    for (int i = 0; i < loop.length; i++) {
      loop[i] = filter.lowPass(loop[i]);
    }
  }

  static void highPass(float[] loop, double hertz) {
    StateVariableFilter filter = new StateVariableFilter();
    filter.tune(hertz, 0.707);
    for (int i = warmUp(loop); i < 0; i++) {
      filter.highPass(loop[loop.length + i]);
    }
    for (int i = 0; i < loop.length; i++) {
      loop[i] = filter.highPass(loop[i]);
    }
  }

  private static int warmUp(float[] loop) {
    return -Math.min(WARM_UP, loop.length);
  }
}
