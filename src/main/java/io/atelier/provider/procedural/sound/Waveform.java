package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.Sine;

/**
 * The basic oscillators; the edged ones are rounded by PolyBLEP so that high notes do not alias.
 */
public enum Waveform {
  SINE,
  TRIANGLE,
  SQUARE,
  SAW;

  /**
   * The value in -1 to 1.
   *
   * @param phase in turns, 0 to 1
   * @param step the phase's advance per sample
   */
  public float at(double phase, double step) {
    return switch (this) {
      case SINE -> Sine.ofTurns(phase);
      case TRIANGLE -> (float) (4 * Math.abs(phase - Math.floor(phase + 0.75) + 0.25) - 1);
      case SQUARE -> {
        double half = phase < 0.5 ? phase + 0.5 : phase - 0.5;
        yield (float) ((phase < 0.5 ? 1 : -1) + blep(phase, step) - blep(half, step));
      }
      case SAW -> (float) (2 * phase - 1 - blep(phase, step));
    };
  }

  private static double blep(double phase, double step) {
    if (phase < step) {
      double t = phase / step;
      return t + t - t * t - 1;
    }
    if (phase > 1 - step) {
      double t = (phase - 1) / step;
      return t * t + t + t + 1;
    }
    return 0;
  }
}
