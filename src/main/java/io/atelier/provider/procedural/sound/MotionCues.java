package io.atelier.provider.procedural.sound;

import io.atelier.provider.procedural.prompt.Sine;
import io.atelier.provider.procedural.prompt.SplitMix64;

/** Cues that are movements: a wheel running down, cards turning, a coin scratching foil. */
final class MotionCues {
  private MotionCues() {}

  /** A prize wheel's ratchet, fast and then ever slower, in the wind of its turning. */
  static void spin(Track track, Timbre timbre, SplitMix64 random) {
    double seconds = track.seconds();
    double running = seconds - Math.min(0.12, 0.15 * seconds);
    int ticks = (int) Math.round(7 + 12 * seconds);
    double slowing = random.between(2f, 2.4f);
    double wood = 950 * timbre.pitch();
    for (int i = 0; i < ticks; i++) {
      double left = 1 - (double) i / (ticks - 1);
      double at = 0.004 + running * (1 - StrictMath.pow(left, 1 / slowing));
      double weight = 0.65 + 0.25 * (1 - left) + 0.1 * random.unit();
      double pan = 0.5 * Sine.ofTurns(i / 9.0);
      new Burst(3400, 2400, 1.2, Envelope.struck(0.012)).play(track, at, 0.8 * weight, pan, random);
      Note.of(Waveform.TRIANGLE, wood * random.between(0.97f, 1.03f), Envelope.struck(0.04))
          .times(0.7 * weight)
          .panned(pan)
          .play(track, at);
      timbre.bell().strike(track, at, 2.1 * wood, 0.05, 0.15 * weight, pan);
    }
    Envelope wind = Envelope.held(0.08 * seconds, 0.1 * seconds, 0.75 * seconds);
    new Burst(900 * timbre.pitch(), 220, 0.7, wind).play(track, 0, 0.18, 0, random);
  }

  /** A card lifted through the air and snapped on the table; again and again if there is time. */
  static void flip(Track track, Timbre timbre, SplitMix64 random) {
    int flips = Math.max(1, (int) (track.seconds() / 0.5));
    double each = track.seconds() / flips;
    for (int i = 0; i < flips; i++) {
      double at = i * each + 0.003;
      double air = Math.min(0.2, 0.45 * each) * random.between(0.9f, 1.05f);
      double pan = random.between(-0.3f, 0.3f);
      double low = 650 * timbre.pitch() * random.between(0.9f, 1.1f);
      new Burst(low, 5.5 * low, 1.3, new Envelope(0.75 * air, 0, 0.3 * air))
          .play(track, at, 0.55, pan, random);
      double snap = at + 0.92 * air;
      new Burst(5200, 3200, 0.7, Envelope.struck(0.02)).play(track, snap, 1.1, pan, random);
      new Burst(1400, 900, 1.5, Envelope.struck(0.05)).play(track, snap, 0.5, pan, random);
      Note.of(Waveform.SINE, 190 * timbre.pitch(), Envelope.struck(0.08))
          .glidingTo(110)
          .times(0.45)
          .panned(pan)
          .play(track, snap);
    }
  }

  /** Strokes to and fro, grainy, higher one way than the other. */
  static void scratch(Track track, Timbre timbre, SplitMix64 random) {
    double rate = random.between(5.2f, 6.8f);
    int strokes = Math.max(2, (int) Math.round(track.seconds() * rate));
    double each = track.seconds() / strokes;
    for (int i = 0; i < strokes; i++) {
      double centre =
          (i % 2 == 0 ? 2700 : 4100) * Math.sqrt(timbre.pitch()) * random.between(0.92f, 1.08f);
      double bend = i % 2 == 0 ? 1.5 : 0.7;
      Envelope stroke = new Envelope(0.35 * each, 0.3 * each, 0.3 * each);
      float[] sound = new Burst(centre, centre * bend, 0.9, stroke).samples(random);
      grain(sound, random);
      track.mix(sound, i * each, 0.9, 0.35 * (i % 2 == 0 ? -1 : 1));
    }
  }

  /** Foil gives way in crumbs: loudness jumps about every millisecond. */
  private static void grain(float[] sound, SplitMix64 random) {
    float crumb = 1;
    for (int i = 0; i < sound.length; i++) {
      if (i % 48 == 0) {
        float r = random.unit();
        crumb = 0.25f + 1.5f * r * r * r;
      }
      sound[i] *= crumb;
    }
  }
}
