package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Burst;
import io.atelier.provider.procedural.sound.Envelope;
import io.atelier.provider.procedural.sound.Note;
import io.atelier.provider.procedural.sound.StateVariableFilter;
import io.atelier.provider.procedural.sound.Track;
import io.atelier.provider.procedural.sound.Waveform;

/** One blow of each drum and cymbal. */
final class Drums {
  private static final double[] BELL_METAL = {205.3, 304.4, 369.6, 522.7, 540, 800};

  private Drums() {}

  /**
   * A kick.
   *
   * @param hertz it falls to
   * @param decay seconds
   * @param click of the beater, 0 to 1
   */
  static float[] kick(double hertz, double decay, double click, SplitMix64 random) {
    float[] sound = tone(Waveform.SINE, 1.35 * hertz, 0.8 * hertz, decay);
    layer(sound, tone(Waveform.SINE, 7 * hertz, 1.2 * hertz, 0.07), 0.6);
    layer(sound, noise(3500, 1800, 0.7, 0.012, random), 0.7 * click);
    for (int i = 0; i < sound.length; i++) {
      sound[i] = Overdrive.clip(1.5 * sound[i]);
    }
    return sound;
  }

  /** A snare: two modes of the skin, and the wires under it. */
  static float[] snare(double hertz, double decay, double wires, SplitMix64 random) {
    float[] sound = tone(Waveform.SINE, 1.15 * hertz, hertz, 0.18);
    layer(sound, tone(Waveform.SINE, 1.7 * hertz, 1.6 * hertz, 0.1), 0.5);
    float[] rattle = noise(4200, 3000, 0.5, decay, random);
    layer(rattle, noise(8500, 7000, 0.7, 0.6 * decay, random), 0.6);
    return layer(rattle, sound, 1.1 / Math.max(0.2, wires));
  }

  static float[] clap(SplitMix64 random) {
    float[] sound = new float[Track.frames(0.28)];
    for (int i = 0; i < 4; i++) {
      double decay = i == 3 ? 0.22 : 0.02;
      float[] hand = noise(1500, 1250, 1.1, decay, random);
      add(sound, hand, Track.frames(i * 0.0105 + random.between(0f, 0.0015f)), 0.8);
    }
    return sound;
  }

  /** A hi-hat: six squares of no common pitch, and noise, with nothing low left. */
  static float[] hat(double decay, SplitMix64 random) {
    return metal(6800, decay, 0.6, random);
  }

  static float[] ride(SplitMix64 random) {
    float[] sound = metal(4200, 1.1, 0.35, random);
    layer(sound, noise(7000, 6000, 1.2, 0.03, random), 0.7);
    return sound;
  }

  static float[] crash(SplitMix64 random) {
    return metal(3000, 2.6, 0.9, random);
  }

  /** A cymbal beaten softly, ever louder. */
  static float[] swell(double seconds, SplitMix64 random) {
    float[] sound = metal(3600, 1.2, 0.9, random);
    float[] rising = new float[Track.frames(seconds) + sound.length / 2];
    int strokes = (int) (14 * seconds);
    for (int i = 0; i < strokes; i++) {
      double t = (i + 1.0) / strokes;
      add(rising, sound, (int) (t * Track.frames(seconds)), 0.5 * t * t);
    }
    return rising;
  }

  static float[] tom(double hertz, SplitMix64 random) {
    float[] sound = tone(Waveform.SINE, 1.5 * hertz, 0.9 * hertz, 0.4);
    layer(sound, noise(900, 500, 0.7, 0.05, random), 0.3);
    return sound;
  }

  /** A drum as big as a table. */
  static float[] taiko(SplitMix64 random) {
    float[] sound = tone(Waveform.SINE, 95, 58, 0.9);
    layer(sound, tone(Waveform.SINE, 180, 120, 0.25), 0.5);
    layer(sound, noise(420, 200, 0.7, 0.09, random), 0.6);
    return sound;
  }

  static float[] rim(SplitMix64 random) {
    float[] sound = tone(Waveform.TRIANGLE, 1750, 1650, 0.03);
    layer(sound, noise(2600, 2000, 1.5, 0.025, random), 0.8);
    return sound;
  }

  static float[] shaker(SplitMix64 random) {
    return new Burst(6500, 7500, 0.9, Envelope.held(0.03, 0.005, 0.06)).samples(random);
  }

  /** Wires swept over the snare's skin. */
  static float[] brush(double seconds, SplitMix64 random) {
    return new Burst(2400, 4200, 0.6, Envelope.held(0.45 * seconds, 0.1 * seconds, 0.45 * seconds))
        .samples(random);
  }

  /** Wires on the skin. */
  static float[] brushTap(SplitMix64 random) {
    float[] sound = noise(3200, 2200, 0.5, 0.11, random);
    return layer(sound, tone(Waveform.SINE, 210, 180, 0.08), 0.4);
  }

  /** Wind that rises before something happens. */
  static float[] riser(double seconds, SplitMix64 random) {
    return new Burst(400, 9000, 1.1, new Envelope(0.97 * seconds, 0, 0.03 * seconds))
        .samples(random);
  }

  /** A gust of wind. */
  static float[] gust(double seconds, SplitMix64 random) {
    double low = random.between(300f, 700f);
    return new Burst(low, 2 * low, 1.5, new Envelope(0.5 * seconds, 0, 0.5 * seconds))
        .samples(random);
  }

  /** A speck of dust under the needle. */
  static float[] dust(SplitMix64 random) {
    return new Burst(random.between(1800f, 5000f), 1500, 1.2, Envelope.struck(0.004))
        .samples(random);
  }

  private static float[] metal(double above, double decay, double noise, SplitMix64 random) {
    float[] sound = Envelope.struck(decay).samples();
    StateVariableFilter high = new StateVariableFilter();
    high.tune(above, 0.8);
    double[] phases = new double[BELL_METAL.length];
    for (int i = 0; i < sound.length; i++) {
      float sum = (float) (3 * noise) * random.between(-1f, 1f);
      for (int j = 0; j < phases.length; j++) {
        phases[j] += 3.1 * BELL_METAL[j] / Track.SAMPLE_RATE;
        phases[j] -= (int) phases[j];
        sum += phases[j] < 0.5 ? 0.6f : -0.6f;
      }
      sound[i] *= high.highPass(sum);
    }
    return sound;
  }

  private static float[] tone(Waveform wave, double from, double to, double decay) {
    return Note.of(wave, from, Envelope.struck(decay)).glidingTo(to).samples();
  }

  private static float[] noise(
      double from, double to, double resonance, double decay, SplitMix64 random) {
    return new Burst(from, to, resonance, Envelope.struck(decay)).samples(random);
  }

  /** Adds the second to the first as far as that reaches. */
  private static float[] layer(float[] sound, float[] other, double gain) {
    add(sound, other, 0, gain);
    return sound;
  }

  private static void add(float[] sound, float[] other, int at, double gain) {
    int length = Math.min(other.length, sound.length - at);
    for (int i = 0; i < length; i++) {
      sound[at + i] += (float) gain * other[i];
    }
  }
}
