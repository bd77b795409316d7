package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * Noise through a band-pass that may sweep: clicks, whooshes, hiss.
 *
 * @param from centre in hertz at the start
 * @param to centre at the end
 * @param resonance 0.5 broad to 20 nearly a tone
 */
public record Burst(double from, double to, double resonance, Envelope envelope) {
  private static final int RETUNE = 32;

  public void play(Track track, double at, double gain, double pan, SplitMix64 random) {
    track.mix(samples(random), at, gain, pan);
  }

  public float[] samples(SplitMix64 random) {
    float[] sound = envelope.samples();
    StateVariableFilter filter = new StateVariableFilter();
    double hertz = from;
    double growth = StrictMath.pow(to / from, (double) RETUNE / sound.length);
    // A narrow band passes little of the noise; this evens out the loudness.
    double makeUp = Math.sqrt(resonance) * 1.6;
    for (int i = 0; i < sound.length; i++) {
      if (i % RETUNE == 0) {
        filter.tune(hertz, resonance);
        hertz *= growth;
      }
      sound[i] *= (float) (makeUp * filter.bandPass(random.between(-1f, 1f)));
    }
    return sound;
  }
}
