package io.atelier.provider.procedural.sound;

/**
 * A pitched sound: an oscillator shaped by an envelope, its pitch gliding from one frequency to
 * another.
 *
 * @param from hertz at the start
 * @param to hertz at the end
 * @param gain at full
 * @param pan -1 left to 1 right
 */
public record Note(
    Waveform wave, double from, double to, Envelope envelope, double gain, double pan) {

  public static Note of(Waveform wave, double hertz, Envelope envelope) {
    return new Note(wave, hertz, hertz, envelope, 1, 0);
  }

  public Note glidingTo(double hertz) {
    return new Note(wave, from, hertz, envelope, gain, pan);
  }

  public Note times(double factor) {
    return new Note(wave, from, to, envelope, gain * factor, pan);
  }

  public Note panned(double to) {
    return new Note(wave, from, this.to, envelope, gain, to);
  }

  public void play(Track track, double at) {
    track.mix(samples(), at, gain, pan);
  }

  /** Before gain and pan. */
  public float[] samples() {
    float[] sound = envelope.samples();
    double step = from / Track.SAMPLE_RATE;
    double growth = StrictMath.pow(to / from, 1.0 / sound.length);
    double phase = 0;
    for (int i = 0; i < sound.length; i++) {
      sound[i] *= wave.at(phase, step);
      phase += step;
      phase -= Math.floor(phase);
      step *= growth;
    }
    return sound;
  }
}
