package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Track;

/**
 * A plucked string: noise going round in a delay line that dulls it (Karplus and Strong, 1983).
 *
 * @param brightness of the pluck, 0 a thumb to 1 a pick
 * @param decay seconds until it has fallen by 60 dB, for middle C
 * @param release seconds it takes to be damped
 */
record Plucked(double brightness, double decay, double release) implements Instrument {
  static final Plucked ACOUSTIC_GUITAR = new Plucked(0.75, 2.5, 0.15);
  static final Plucked HARP = new Plucked(0.45, 3.5, 0.6);
  static final Plucked UPRIGHT_BASS = new Plucked(0.12, 1.8, 0.08);
  static final Plucked ELECTRIC_BASS = new Plucked(0.3, 4, 0.06);
  static final Plucked PIZZICATO = new Plucked(0.35, 0.5, 0.1);

  @Override
  public float[] sound(double hertz, double seconds, int take) {
    float[] sound = new float[Track.frames(seconds + release)];
    pluck(sound, hertz, take);
    new Shape(0.001, 60, 1, release).apply(sound, seconds);
    return sound;
  }

  /** Adds the string, as long as the array is. */
  void pluck(float[] sound, double hertz, int take) {
    double dull = 0.5 - 0.35 * brightness;
    double period = Track.SAMPLE_RATE / hertz - dull;
    int whole = (int) (period - 0.2);
    double part = period - whole;
    double tune = (1 - part) / (1 + part); // an all-pass for the part of a sample
    double life = decay * Math.min(1.6, Math.sqrt(260 / hertz));
    double loss = StrictMath.pow(0.001, 1 / (hertz * life));
    float[] line = excited(whole, hertz, take);
    double before = 0;
    double in = 0;
    double out = 0;
    for (int i = 0, at = 0; i < sound.length; i++) {
      double now = line[at];
      double dulled = loss * ((1 - dull) * now + dull * before);
      before = now;
      out = tune * dulled + in - tune * out;
      in = dulled;
      line[at] = (float) out;
      sound[i] += (float) now;
      at = at + 1 == whole ? 0 : at + 1;
    }
  }

  private float[] excited(int length, double hertz, int take) {
    SplitMix64 random = new SplitMix64(Math.round(hertz * 1000) + take);
    float[] noise = new float[length];
    double cutoff = Math.min(0.4 * Track.SAMPLE_RATE, hertz * (2 + 40 * brightness * brightness));
    float keep = (float) StrictMath.exp(-2 * Math.PI * cutoff / Track.SAMPLE_RATE);
    float once = 0;
    float twice = 0;
    for (int i = 0; i < length; i++) {
      once += (1 - keep) * (random.between(-1f, 1f) - once);
      twice += (1 - keep) * (once - twice);
      noise[i] = twice;
    }
    // Plucked at a fifth of its length, where the fifth harmonic is still.
    float[] line = new float[length];
    float mean = 0;
    for (int i = 0; i < length; i++) {
      line[i] = noise[i] - 0.9f * noise[Math.floorMod(i - length / 5, length)];
      mean += line[i] / length;
    }
    for (int i = 0; i < length; i++) {
      line[i] -= mean;
    }
    return line;
  }
}
