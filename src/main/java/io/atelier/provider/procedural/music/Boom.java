package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.sound.Track;

/** The bass of an 808: a kick that stays, warm by a little overdrive. */
enum Boom implements Instrument {
  BASS;

  @Override
  public float[] sound(double hertz, double seconds, int take) {
    Shape shape = new Shape(0.003, 0.9, 0.35, 0.08);
    float[] sound = new float[shape.frames(seconds)];
    double phase = 0;
    double above = 1.4;
    double fall = StrictMath.exp(-1 / (0.018 * Track.SAMPLE_RATE));
    for (int i = 0; i < sound.length; i++) {
      sound[i] = Overdrive.clip(2.4 * Sine.ofTurns(phase));
      phase += hertz * (1 + above) / Track.SAMPLE_RATE;
      above *= fall;
    }
    shape.apply(sound, seconds);
    return sound;
  }
}
