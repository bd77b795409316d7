package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Track;
import io.atelier.provider.procedural.sound.Waveform;

/**
 * Oscillators in unison, a little out of tune with one another.
 *
 * @param voices how many
 * @param cents from the middle to the outermost
 * @param breath noise between them, 0 to 1
 */
record Bank(Waveform wave, int voices, double cents, double breath) {
  private static final int BEND = 32;

  static Bank one(Waveform wave) {
    return new Bank(wave, 1, 0, 0);
  }

  void fill(float[] sound, double hertz, Vibrato vibrato, int take) {
    SplitMix64 random = new SplitMix64(take * 7919L + Math.round(hertz * 100));
    for (int voice = 0; voice < voices; voice++) {
      double spread = voices == 1 ? 0.15 * take : 2.0 * voice / (voices - 1) - 1;
      double off = cents * spread * (take == 0 ? 1 : 0.93);
      double step = hertz * StrictMath.pow(2, off / 1200) / Track.SAMPLE_RATE;
      add(sound, step, voices == 1 ? 0 : random.unit(), vibrato, take);
    }
    float share = (float) (breath * Math.sqrt(voices));
    for (int i = 0; share > 0 && i < sound.length; i++) {
      sound[i] += share * random.between(-1f, 1f);
    }
  }

  private void add(float[] sound, double step, double start, Vibrato vibrato, int take) {
    double phase = start;
    double bent = step;
    for (int i = 0; i < sound.length; i++) {
      if (i % BEND == 0) {
        bent = step * vibrato.factor(i, take);
      }
      sound[i] += wave.at(phase, bent);
      phase += bent;
      if (phase >= 1) {
        phase -= 1;
      }
    }
  }
}
