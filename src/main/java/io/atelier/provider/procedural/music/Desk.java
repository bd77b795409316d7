package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/**
 * The mixing desk of a loop: what sounds beyond its end sounds on at its start, as it will when it
 * comes round.
 *
 * <p>Not thread-safe.
 */
final class Desk {
  private final Grid grid;
  private final Track track;
  private final float[] hall;

  /** A desk that records on an empty track of the grid's length. */
  Desk(Grid grid, Track track) {
    this.grid = grid;
    this.track = track;
    hall = new float[grid.frames()];
  }

  Grid grid() {
    return grid;
  }

  /**
   * Mixes a mono sound in.
   *
   * @param frame where it starts, in the loop or outside of it
   * @param toHall the share of it that the hall hears
   */
  void mix(float[] sound, int frame, double gain, double pan, double toHall) {
    float left = (float) (gain * Math.sqrt(0.5 * (1 - pan)));
    float right = (float) (gain * Math.sqrt(0.5 * (1 + pan)));
    float away = (float) (gain * toHall);
    int at = Math.floorMod(frame, grid.frames());
    int done = 0;
    while (done < sound.length) {
      int length = Math.min(sound.length - done, grid.frames() - at);
      add(sound, done, track.left, at, length, left);
      add(sound, done, track.right, at, length, right);
      if (away > 0) {
        add(sound, done, hall, at, length, away);
      }
      done += length;
      at = 0;
    }
  }

  private static void add(float[] sound, int from, float[] to, int at, int length, float gain) {
    for (int i = 0; i < length; i++) {
      to[at + i] += gain * sound[from + i];
    }
  }

  /**
   * Lets all that was mixed so far give way to a beat and swell up again.
   *
   * @param depth 0 to 1
   * @param beats until it is back
   */
  void duck(double beat, double beats, double depth) {
    int at = Math.floorMod(grid.frameAt(beat), grid.frames());
    int length = Track.frames(grid.seconds(beats));
    int fall = Track.frames(0.004);
    for (int i = -fall; i < length; i++) {
      float t = i < 0 ? (float) (fall + i) / fall : 1 - (float) i / length;
      float gain = (float) (1 - depth * t * t * (3 - 2 * t));
      int frame = Math.floorMod(at + i, grid.frames());
      track.left[frame] *= gain;
      track.right[frame] *= gain;
      hall[frame] *= gain;
    }
  }

  /** Takes the edge off all that was mixed so far, as an old tape does. */
  void darken(double hertz) {
    Loops.lowPass(track.left, hertz);
    Loops.lowPass(track.right, hertz);
  }

  /** Puts the hall around it all, and the last hand on it. */
  void finish(double hallSeconds, double hallGain, Master master) {
    new Hall(hallSeconds).answer(hall, track, (float) hallGain);
    master.apply(track);
  }
}
