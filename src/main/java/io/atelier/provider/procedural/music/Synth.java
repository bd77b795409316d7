package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Waveform;

/** A synthesiser's voice: oscillators, a filter, an envelope; and what is patched on it. */
record Synth(Bank bank, Sweep sweep, Shape shape, Vibrato vibrato) implements Instrument {

  @Override
  public float[] sound(double hertz, double seconds, int take) {
    float[] sound = new float[shape.frames(seconds)];
    bank.fill(sound, hertz, vibrato, take);
    sweep.apply(sound, hertz);
    shape.apply(sound, seconds);
    return sound;
  }

  /** Wide and bright, as trance has it. */
  static Synth supersaw(double brightness) {
    return new Synth(
        new Bank(Waveform.SAW, 5, 14, 0),
        Sweep.still(1400 + 4200 * brightness, 1.5),
        new Shape(0.02, 1, 0.85, 0.25),
        Vibrato.NONE);
  }

  /** Short and bright at its start: arpeggios. */
  static Synth pluck(double brightness) {
    return new Synth(
        new Bank(Waveform.SAW, 2, 7, 0),
        new Sweep(350, 1, 3 + 5 * brightness, 0.07, 1.6),
        new Shape(0.002, 0.18, 0.05, 0.12),
        Vibrato.NONE);
  }

  /** A growling bass. */
  static Synth sawBass(double brightness) {
    return new Synth(
        new Bank(Waveform.SAW, 2, 5, 0),
        new Sweep(180, 2, 2 + 5 * brightness, 0.09, 1.4),
        new Shape(0.003, 0.2, 0.6, 0.04),
        Vibrato.NONE);
  }

  /** A singing lead. */
  static Synth lead(Waveform wave) {
    return new Synth(
        new Bank(wave, 2, 6, 0),
        new Sweep(1200, 2, 1.2, 0.25, 1),
        new Shape(0.01, 0.4, 0.7, 0.16),
        new Vibrato(12, 5.4, 0.35));
  }

  /** Bowed by many: slow to speak. */
  static Synth strings(double attack, double brightness) {
    return new Synth(
        new Bank(Waveform.SAW, 4, 9, 0.05),
        Sweep.still(700 + 2200 * brightness, 2.2),
        new Shape(attack, 0.8, 0.9, 0.35),
        new Vibrato(7, 5.2, 0.4));
  }

  /** Bowed by many, short. */
  static Synth spiccato(double brightness) {
    return new Synth(
        new Bank(Waveform.SAW, 3, 8, 0.15),
        new Sweep(500, 2, 1.5 + 2 * brightness, 0.06, 0.8),
        new Shape(0.012, 0.09, 0.12, 0.14),
        Vibrato.NONE);
  }

  /** Horns: they brighten as they speak. */
  static Synth brass(double brightness) {
    return new Synth(
        new Bank(Waveform.SAW, 3, 5, 0),
        new Sweep(500 + 700 * brightness, 2.4, -0.75, 0.06, 0.9),
        new Shape(0.045, 0.5, 0.8, 0.16),
        new Vibrato(5, 5, 0.5));
  }

  /** A trumpet with a mute in its bell. */
  static Synth mutedTrumpet() {
    return new Synth(
        new Bank(Waveform.SAW, 1, 0, 0.02),
        new Sweep(1500, 1.6, -0.6, 0.04, 2.2),
        new Shape(0.025, 0.3, 0.75, 0.08),
        new Vibrato(14, 5.6, 0.3));
  }

  /** A flute, with its breath. */
  static Synth flute() {
    return new Synth(
        new Bank(Waveform.TRIANGLE, 1, 0, 0.07),
        Sweep.still(900, 2.5),
        new Shape(0.05, 0.5, 0.85, 0.12),
        new Vibrato(13, 5, 0.4));
  }

  /** A soft cloud that opens slowly. */
  static Synth cloud(double brightness, double slow) {
    return new Synth(
        new Bank(Waveform.SAW, 4, 11, 0.02),
        new Sweep(500 + 1500 * brightness, 1, -0.7, slow, 0.9),
        new Shape(slow, 1, 1, slow),
        new Vibrato(4, 0.31, 0.2));
  }

  /** A whistle or an ocarina: nearly pure. */
  static Synth whistle() {
    return new Synth(
        new Bank(Waveform.SINE, 1, 0, 0.02),
        Sweep.still(3000, 1),
        new Shape(0.03, 0.4, 0.85, 0.1),
        new Vibrato(16, 5.5, 0.25));
  }

  /** A sine that shakes the floor. */
  static Synth sub() {
    return new Synth(
        Bank.one(Waveform.SINE), Sweep.still(400, 1), new Shape(0.01, 1, 0.9, 0.05), Vibrato.NONE);
  }
}
