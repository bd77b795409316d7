package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.StateVariableFilter;
import io.atelier.provider.procedural.sound.Track;
import io.atelier.provider.procedural.sound.Waveform;

/** An electric guitar through a driven amplifier: power chords, muted chugs, and the solo. */
enum ElectricGuitar implements Instrument {
  /** Root, fifth and octave, ringing. */
  POWER {
    @Override
    public float[] sound(double hertz, double seconds, int take) {
      return strum(new Plucked(0.85, 5, 0.08), hertz, seconds, take, 9);
    }
  },
  /** The same under the heel of the hand. */
  MUTED {
    @Override
    public float[] sound(double hertz, double seconds, int take) {
      float[] sound = strum(new Plucked(0.5, 0.5, 0.05), hertz, Math.min(seconds, 0.3), take, 7);
      StateVariableFilter palm = new StateVariableFilter();
      palm.tune(1500, 0.8);
      for (int i = 0; i < sound.length; i++) {
        sound[i] = palm.lowPass(sound[i]);
      }
      new Shape(0.002, 0.11, 0.05, 0.05).apply(sound, Math.min(seconds, 0.3));
      return sound;
    }
  },
  /** One string that sings. */
  SOLO {
    @Override
    public float[] sound(double hertz, double seconds, int take) {
      Shape shape = new Shape(0.008, 1.5, 0.75, 0.12);
      float[] sound = new float[shape.frames(seconds)];
      new Bank(Waveform.SAW, 2, 4, 0.01).fill(sound, hertz, new Vibrato(22, 5.3, 0.4), take);
      Sweep.still(1200, 2).apply(sound, hertz);
      Overdrive.apply(sound, 3);
      shape.apply(sound, seconds);
      return sound;
    }
  };

  private static float[] strum(
      Plucked string, double hertz, double seconds, int take, double drive) {
    float[] sound = new float[Track.frames(seconds + string.release())];
    string.pluck(sound, hertz, take);
    string.pluck(sound, 1.4983 * hertz, take + 2);
    string.pluck(sound, 2 * hertz, take + 4);
    Overdrive.apply(sound, drive);
    new Shape(0.002, 6, 0.7, string.release()).apply(sound, seconds);
    return sound;
  }
}
