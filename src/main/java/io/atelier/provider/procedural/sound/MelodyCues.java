package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.SplitMix64;

/**
 * Cues that are little tunes: match, win, lose, countdown, reveal, and the chime for everything
 * else.
 */
final class MelodyCues {
  private static final double C4 = 261.63;

  private MelodyCues() {}

  /** Two bells, the second a fourth higher; and if there is time, they glitter on. */
  static void match(Track track, Timbre timbre, SplitMix64 random) {
    double root = 3 * C4 * timbre.pitch();
    double apart = Math.min(0.13, 0.22 * track.seconds());
    double ring = Math.min(1.6, track.seconds() - apart);
    lead(track, 0.003, root, 0.8 * ring, 0.5, timbre);
    lead(track, 0.003 + apart, Scale.interval(5, root), ring, 0.7, timbre);
    double glint = Scale.interval(random.chance(0.5f) ? 12 : 17, root);
    timbre.bell().strike(track, 0.003 + apart, glint, 0.6 * ring, 0.14, 0.4);
    int sparks = (int) (5 * (track.seconds() - 0.9));
    for (int i = 0; i < sparks; i++) {
      double t = (double) i / sparks;
      double hertz = Scale.PENTATONIC.hertz(random.between(5, 11), root);
      double at = 0.55 + t * (track.seconds() - 0.85);
      timbre.bell().strike(track, at, hertz, 0.5, 0.34 - 0.26 * t, random.between(-0.8f, 0.8f));
    }
  }

  /** Up the major chord and a held chord on top, with glitter. */
  static void win(Track track, Timbre timbre, SplitMix64 random) {
    double root = 1.5 * C4 * timbre.pitch();
    double step = Math.min(0.14, 0.1 * track.seconds());
    int[] rise = {0, 4, 7, 12};
    for (int i = 0; i < rise.length; i++) {
      double hertz = Scale.interval(rise[i], root);
      Horn.pair(timbre.lead(), track, i * step + 0.003, hertz, 0.75 * step, 0.5);
      timbre.bell().strike(track, i * step + 0.003, 2 * hertz, 3 * step, 0.3, 0.2 * i - 0.3);
    }
    double top = rise.length * step + 0.003;
    double held = track.seconds() - top;
    for (int semitone : new int[] {4, 7, 12, 16}) {
      Horn.pair(timbre.lead(), track, top, Scale.interval(semitone, root), 0.55 * held, 0.32);
    }
    timbre.bell().strike(track, top, Scale.interval(24, root), held, 0.5, 0);
    int glitter = (int) (6 * held) + 2;
    for (int i = 0; i < glitter; i++) {
      double hertz = Scale.PENTATONIC.hertz(random.between(10, 16), root);
      timbre
          .bell()
          .strike(
              track, top + held * 0.8 * i / glitter, hertz, 0.3, 0.13, random.between(-0.8f, 0.8f));
    }
  }

  /** Three sinking sighs of a muted trombone and a fourth that slides away. */
  static void lose(Track track, Timbre timbre, SplitMix64 random) {
    double root = 0.95 * C4 * timbre.pitch();
    double step = 0.19 * track.seconds();
    for (int i = 0; i < 4; i++) {
      boolean last = i == 3;
      double hertz = Scale.interval(-i, root);
      double length = last ? track.seconds() - 3 * step - 0.01 : 0.9 * step;
      Envelope sigh = new Envelope(0.12 * length, 0.3 * length, 0.58 * length);
      Note note =
          Note.of(timbre.retro() ? Waveform.SQUARE : Waveform.SAW, hertz, sigh)
              .glidingTo(Scale.interval(last ? -5 : -0.6, hertz));
      Horn.play(track, note, 0.003 + i * step);
      Note.of(Waveform.TRIANGLE, 0.5 * hertz, sigh)
          .glidingTo(Scale.interval(last ? -5 : -0.6, 0.5 * hertz))
          .times(0.4)
          .play(track, 0.003 + i * step);
    }
    new Burst(300, 120, 0.8, Envelope.struck(0.5 * track.seconds()))
        .play(track, 3 * step, 0.1 + 0.05 * random.unit(), 0, random);
  }

  /** Even beeps, the last an octave up and long. */
  static void countdown(Track track, Timbre timbre, SplitMix64 random) {
    int beeps = Math.max(3, Math.min(5, (int) Math.round(track.seconds())));
    double apart = track.seconds() / (beeps + 0.35);
    double hertz = 3 * C4 * timbre.pitch() * random.between(0.97f, 1.03f);
    for (int i = 0; i < beeps; i++) {
      boolean last = i == beeps - 1;
      double length = last ? 1.2 * apart : Math.min(0.16, 0.4 * apart);
      double pitch = last ? 2 * hertz : hertz;
      Envelope beep = Envelope.held(0.004, 0.6 * length, 0.4 * length);
      Note.of(Waveform.SINE, pitch, beep).times(0.7).play(track, 0.003 + i * apart);
      Note.of(Waveform.SQUARE, pitch, beep)
          .times(timbre.retro() ? 0.4 : 0.1)
          .play(track, 0.003 + i * apart);
    }
  }

  /** Rising wind and a trembling climb, then the curtain: a wide chord, a boom, a shimmer. */
  static void reveal(Track track, Timbre timbre, SplitMix64 random) {
    double seconds = track.seconds();
    double hit = 0.58 * seconds;
    double root = C4 * timbre.pitch();
    new Burst(220, 6500, 1.6, new Envelope(0.97 * hit, 0, 0.03 * hit))
        .play(track, 0, 0.5, 0, random);
    Note.of(Waveform.TRIANGLE, 0.5 * root, new Envelope(0.9 * hit, 0, 0.1 * hit))
        .glidingTo(2 * root)
        .times(0.3)
        .play(track, 0);
    int climb = (int) (8 + 6 * seconds);
    for (int i = 0; i < climb; i++) {
      double t = (double) i / climb;
      double hertz = Scale.PENTATONIC.hertz(i % 5 + (int) (8 * t), 2 * root);
      timbre
          .bell()
          .strike(track, hit * Math.sqrt(t), hertz, 0.18, 0.03 + 0.14 * t, i % 2 == 0 ? -0.5 : 0.5);
    }
    double ring = seconds - hit;
    for (int semitone : new int[] {0, 7, 12, 16, 19}) {
      timbre
          .bell()
          .strike(
              track, hit, Scale.interval(semitone, 2 * root), ring, 0.34, (semitone - 10) / 20.0);
    }
    Horn.pair(timbre.lead(), track, hit, root, 0.4 * ring, 0.3);
    Note.of(Waveform.SINE, 0.5 * root, Envelope.struck(0.8 * ring))
        .glidingTo(0.25 * root)
        .times(0.8)
        .play(track, hit);
    new Burst(7000, 4500, 0.6, Envelope.struck(ring)).play(track, hit, 0.25, 0, random);
  }

  /** Three friendly bells of the pentatonic scale. */
  static void chime(Track track, Timbre timbre, SplitMix64 random) {
    double root = 2 * C4 * timbre.pitch();
    int degree = random.between(0, 3);
    double apart = Math.min(0.16, 0.14 * track.seconds());
    for (int i = 0; i < 3; i++) {
      double at = 0.003 + i * apart;
      double ring = Math.min(2.5, track.seconds() - at);
      double hertz = Scale.PENTATONIC.hertz(degree, root);
      timbre.bell().strike(track, at, hertz, ring, 0.5, 0.35 * (i - 1));
      Note.of(Waveform.SINE, 0.5 * hertz, Envelope.struck(ring)).times(0.2).play(track, at);
      degree += random.between(1, 3) * (random.chance(0.7f) ? 1 : -1);
    }
  }

  private static void lead(
      Track track, double at, double hertz, double ring, double gain, Timbre timbre) {
    timbre.bell().strike(track, at, hertz, ring, gain, 0);
    Waveform body = timbre.retro() ? Waveform.SQUARE : Waveform.TRIANGLE;
    Note.of(body, hertz, Envelope.struck(0.4 * ring)).times(0.4 * gain).play(track, at);
  }
}
