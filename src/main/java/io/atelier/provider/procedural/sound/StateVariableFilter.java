package io.atelier.provider.procedural.sound;

/**
 * A two-pole filter whose frequency may move while it runs (Zavalishin, "The Art of VA Filter
 * Design", 2012).
 *
 * <p>Not thread-safe.
 */
public final class StateVariableFilter {
  private double g;
  private double k;
  private double scale;
  private double band;
  private double low;
  private double memory1;
  private double memory2;

  /** Tunes it; costs a tangent, so not for every sample. */
  public void tune(double hertz, double resonance) {
    double safe = Math.max(20, Math.min(hertz, 0.45 * Track.SAMPLE_RATE));
    g = StrictMath.tan(Math.PI * safe / Track.SAMPLE_RATE);
    k = 1 / resonance;
    scale = 1 / (1 + g * (g + k));
  }

  private void run(double in) {
    double v3 = in - memory2;
    band = scale * (memory1 + g * v3);
    low = memory2 + g * band;
    memory1 = 2 * band - memory1;
    memory2 = 2 * low - memory2;
  }

  public float lowPass(double in) {
    run(in);
    return (float) low;
  }

  public float highPass(double in) {
    run(in);
    return (float) (in - k * band - low);
  }

  /** Unit gain at its centre. */
  public float bandPass(double in) {
    run(in);
    return (float) (k * band);
  }
}
