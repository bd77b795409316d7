package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.StateVariableFilter;
import io.atelier.provider.procedural.sound.Waveform;

/**
 * Voices on a vowel without a word: three formants over a bank of saws.
 *
 * @param attack seconds to swell
 */
record Choir(double attack) implements Instrument {
  private static final double[] FORMANTS = {650, 1080, 2650};
  private static final double[] GAINS = {1, 0.5, 0.2};

  @Override
  public float[] sound(double hertz, double seconds, int take) {
    Shape shape = new Shape(attack, 1, 1, 0.5);
    float[] sound = new float[shape.frames(seconds)];
    new Bank(Waveform.SAW, 4, 12, 0.12).fill(sound, hertz, new Vibrato(14, 5, 0.5), take);
    StateVariableFilter[] formants = new StateVariableFilter[FORMANTS.length];
    for (int i = 0; i < formants.length; i++) {
      formants[i] = new StateVariableFilter();
      formants[i].tune(FORMANTS[i], 4.5);
    }
    for (int i = 0; i < sound.length; i++) {
      float sum = 0.12f * sound[i];
      for (int j = 0; j < formants.length; j++) {
        sum += (float) GAINS[j] * formants[j].bandPass(sound[i]);
      }
      sound[i] = sum;
    }
    Sweep.still(2500, 1).apply(sound, hertz);
    shape.apply(sound, seconds);
    return sound;
  }
}
