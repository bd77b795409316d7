package io.atelier.provider.procedural.sound;

/**
 * A horn: a note through a low-pass that opens and closes with its loudness, as a player's lips and
 * mute do.
 */
public final class Horn {
  private static final int RETUNE = 32;

  private Horn() {}

  /** Two players a little apart, in place and in tune. */
  public static void pair(
      Waveform wave, Track track, double at, double hertz, double held, double gain) {
    Envelope blown = Envelope.held(0.012, held, Math.max(0.05, 0.7 * held));
    play(track, Note.of(wave, hertz, blown).times(0.5 * gain).panned(-0.3), at);
    play(track, Note.of(wave, 1.004 * hertz, blown).times(0.5 * gain).panned(0.3), at);
  }

  public static void play(Track track, Note note, double at) {
    float[] sound = note.samples();
    float[] loudness = note.envelope().samples();
    StateVariableFilter filter = new StateVariableFilter();
    for (int i = 0; i < sound.length; i++) {
      if (i % RETUNE == 0) {
        filter.tune(note.from() * (1.5 + 6 * loudness[i]), 1.2);
      }
      sound[i] = filter.lowPass(sound[i]);
    }
    track.mix(sound, at, note.gain(), note.pan());
  }
}
