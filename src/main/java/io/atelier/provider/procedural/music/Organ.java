package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.sound.Track;

/** An organ's drawbars: the first three harmonics, and a whisper of the key's click. */
enum Organ implements Instrument {
  DRAWBARS;

  private static final double[] HARMONICS = {0.5, 1, 1.5, 2, 4};
  private static final float[] GAINS = {0.5f, 1, 0.6f, 0.35f, 0.12f};

  @Override
  public float[] sound(double hertz, double seconds, int take) {
    Shape shape = new Shape(0.006, 1, 1, 0.05);
    float[] sound = new float[shape.frames(seconds)];
    Vibrato leslie = new Vibrato(6, 6.1, 0.2);
    for (int bar = 0; bar < HARMONICS.length; bar++) {
      double phase = 0.13 * bar + 0.4 * take;
      for (int i = 0; i < sound.length; i++) {
        sound[i] += GAINS[bar] * Sine.ofTurns(phase);
        phase += HARMONICS[bar] * hertz * leslie.factor(i, take) / Track.SAMPLE_RATE;
      }
    }
    shape.apply(sound, seconds);
    return sound;
  }
}
