package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.SplitMix64;

/** Cues that are blows: a click, and a bursting popper with what rains from it. */
final class ImpactCues {
  private ImpactCues() {}

  /** A key pressed and let go. */
  static void click(Track track, Timbre timbre, SplitMix64 random) {
    double release = Math.min(0.085, 0.2 * track.seconds()) * random.between(0.8f, 1.1f);
    press(track, 0.004, 1, timbre, random);
    press(track, 0.004 + release, 0.55, timbre, random);
  }

  private static void press(Track track, double at, double gain, Timbre timbre, SplitMix64 random) {
    double hertz = 1750 * timbre.pitch() * random.between(0.9f, 1.12f);
    new Burst(4200, 3000, 0.8, Envelope.struck(0.012)).play(track, at, 0.9 * gain, 0, random);
    Note.of(timbre.retro() ? Waveform.SQUARE : Waveform.SINE, hertz, Envelope.struck(0.045))
        .glidingTo(0.7 * hertz)
        .times(0.6 * gain)
        .play(track, at);
    Note.of(Waveform.SINE, 0.17 * hertz, Envelope.struck(0.07))
        .glidingTo(0.1 * hertz)
        .times(0.5 * gain)
        .play(track, at);
    timbre.bell().strike(track, at, 1.5 * hertz, 0.06, 0.12 * gain, 0);
  }

  /** A popper's bang, then paper crackling down and a few glints, thinning out. */
  static void confetti(Track track, Timbre timbre, SplitMix64 random) {
    double seconds = track.seconds();
    new Burst(1500, 500, 0.6, Envelope.struck(0.16)).play(track, 0.004, 1.3, 0, random);
    Note.of(Waveform.SINE, 260 * timbre.pitch(), Envelope.struck(0.2))
        .glidingTo(70)
        .times(0.9)
        .play(track, 0.004);
    int scraps = (int) (40 + 55 * seconds);
    for (int i = 0; i < scraps; i++) {
      double fallen = random.unit() * random.unit();
      double at = 0.06 + fallen * (seconds - 0.1);
      double hertz = random.between(2600f, 9000f);
      new Burst(hertz, 0.8 * hertz, 2.5, Envelope.struck(random.between(0.006f, 0.03f)))
          .play(
              track, at, (0.4 - 0.3 * fallen) * random.unit(), random.between(-0.9f, 0.9f), random);
    }
    int glints = (int) (4 + 5 * seconds);
    for (int i = 0; i < glints; i++) {
      double at = 0.05 + (seconds - 0.15) * i / glints + random.between(0f, 0.04f);
      double hertz =
          Scale.PENTATONIC.hertz(random.between(14, 22) - 3 * i / glints, 262 * timbre.pitch());
      timbre.bell().strike(track, at, hertz, 0.25, 0.1, random.between(-0.8f, 0.8f));
    }
  }
}
