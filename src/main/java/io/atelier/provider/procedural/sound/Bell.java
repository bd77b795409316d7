package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.Sine;

/**
 * A struck bell, bar or glass by frequency modulation: bright at the blow, pure as it dies
 * (Chowning, 1973).
 *
 * @param ratio of modulator to carrier: whole numbers ring sweetly, others like metal
 * @param brightness the modulation index at the blow, 0.5 to 6
 */
public record Bell(double ratio, double brightness) {

  public void strike(Track track, double at, double hertz, double decay, double gain, double pan) {
    float[] sound = Envelope.struck(decay).samples();
    double carrier = 0;
    double modulator = 0;
    double step = hertz / Track.SAMPLE_RATE;
    // Modulation above the audible range would fold back.
    double index = Math.min(brightness, 9000 / (hertz * ratio)) / (2 * Math.PI);
    double fade = StrictMath.pow(0.02, 1.0 / sound.length);
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= Sine.ofTurns(carrier + index * Sine.ofTurns(modulator));
      carrier += step;
      modulator += step * ratio;
      index *= fade;
    }
    track.mix(sound, at, gain, pan);
  }
}
