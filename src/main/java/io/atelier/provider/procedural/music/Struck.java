package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/**
 * Something struck that rings in its own modes, each a decaying sine: bars, strings, skins.
 *
 * @param modes of which the first is the pitch
 * @param brightness how strong the modes above are, 0 to 1
 * @param release seconds it sounds on when let go; what is not damped has long ones
 */
record Struck(Modes modes, double brightness, double release) implements Instrument {
  private static final double AUDIBLE = 0.45 * Track.SAMPLE_RATE;

  /** How a kind of thing vibrates. */
  @SuppressWarnings("ImmutableEnumChecker")
  enum Modes {
    PIANO(
        new double[] {1, 2.001, 3.004, 4.01, 5.02, 6.04, 7.06, 8.1},
        new double[] {1, 0.6, 0.4, 0.3, 0.18, 0.12, 0.08, 0.06},
        new double[] {1.9, 1.6, 1.3, 1, 0.8, 0.6, 0.45, 0.35}),
    ELECTRIC_PIANO(
        new double[] {1, 2, 3, 7.1, 14.2},
        new double[] {1, 0.28, 0.1, 0.1, 0.06},
        new double[] {1.7, 0.7, 0.5, 0.12, 0.06}),
    VIBRAPHONE(
        new double[] {1, 4, 10.1}, new double[] {1, 0.2, 0.06}, new double[] {2.2, 0.7, 0.12}),
    MARIMBA(
        new double[] {1, 3.93, 9.24}, new double[] {1, 0.25, 0.08}, new double[] {0.4, 0.12, 0.05}),
    GLOCKENSPIEL(
        new double[] {1, 2.76, 5.4}, new double[] {1, 0.35, 0.15}, new double[] {1.3, 0.6, 0.25}),
    TIMPANI(
        new double[] {1, 1.5, 1.98, 2.44, 2.9},
        new double[] {1, 0.6, 0.4, 0.25, 0.2},
        new double[] {1.1, 0.8, 0.6, 0.4, 0.3});

    private final double[] ratios;
    private final double[] gains;
    private final double[] decays;

    Modes(double[] ratios, double[] gains, double[] decays) {
      this.ratios = ratios;
      this.gains = gains;
      this.decays = decays;
    }
  }

  static Struck of(Modes modes, double brightness) {
    return new Struck(modes, brightness, modes == Modes.PIANO ? 0.25 : 0.4);
  }

  @Override
  public float[] sound(double hertz, double seconds, int take) {
    double ring = Math.min(seconds + release, 5 * modes.decays[0]);
    float[] sound = new float[Track.frames(ring)];
    double tuned = hertz * (1 + 0.0008 * take);
    // The higher a string or a bar, the sooner it is still.
    double life = Math.max(0.25, Math.min(1.6, Math.sqrt(260 / hertz)));
    for (int mode = 0; mode < modes.ratios.length; mode++) {
      double gain = modes.gains[mode] * (mode == 0 ? 1 : 2 * brightness);
      ring(sound, tuned * modes.ratios[mode], gain, life * modes.decays[mode]);
    }
    new Shape(0.0015, 60, 1, Math.min(release, 0.9 * ring))
        .apply(sound, Math.max(0, ring - release));
    return sound;
  }

  /** A two-pole resonator, once pushed. */
  private static void ring(float[] sound, double hertz, double gain, double decay) {
    if (hertz > AUDIBLE) {
      return;
    }
    double radius = StrictMath.exp(-1 / (decay * Track.SAMPLE_RATE));
    double turn = 2 * Math.PI * hertz / Track.SAMPLE_RATE;
    double a = 2 * radius * StrictMath.cos(turn);
    double b = radius * radius;
    double before = 0;
    double now = gain * radius * StrictMath.sin(turn);
    for (int i = 0; i < sound.length; i++) {
      sound[i] += (float) now;
      double next = a * now - b * before;
      before = now;
      now = next;
    }
  }
}
