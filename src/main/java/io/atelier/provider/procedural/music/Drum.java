package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.prompt.SplitMix64;
import io.atelier.provider.procedural.sound.Track;

/** A drum at the desk, played by patterns of sixteenths: no two blows of it quite alike. */
final class Drum {
  private static final int TAKES = 4;

  private final Desk desk;
  private final Place place;
  private final float[][] takes = new float[TAKES][];
  private final SplitMix64 random = new SplitMix64(5);
  private double late;

  /** Makes one blow of it. */
  @FunctionalInterface
  interface Blow {
    float[] sound(SplitMix64 random);
  }

  Drum(Desk desk, Blow blow, Place place) {
    this.desk = desk;
    this.place = place;
    for (int i = 0; i < TAKES; i++) {
      takes[i] = toUnit(blow.sound(new SplitMix64(31L * i + 7)));
    }
  }

  private static float[] toUnit(float[] sound) {
    float peak = 1e-9f;
    for (float sample : sound) {
      peak = Math.max(peak, Math.abs(sample));
    }
    for (int i = 0; i < sound.length; i++) {
      sound[i] /= peak;
    }
    return sound;
  }

  /** Plays up to so many seconds behind the beat. */
  Drum loose(double seconds) {
    late = seconds;
    return this;
  }

  void hit(double beat, double velocity) {
    int frame = desk.grid().frameAt(beat) + Track.frames(late * random.unit());
    double gain = place.gain() * velocity * random.between(0.92f, 1f);
    float[] take = takes[random.between(0, TAKES - 1)];
    desk.mix(take, frame, gain, place.pan(), place.hall());
  }

  /** Plays a pattern in a bar. */
  void bar(int bar, Pattern pattern) {
    for (Pattern.Step step : pattern.steps()) {
      hit(bar * Grid.BAR + step.beat(), step.velocity());
    }
  }

  void bar(int bar, String pattern) {
    bar(bar, Pattern.of(pattern));
  }
}
