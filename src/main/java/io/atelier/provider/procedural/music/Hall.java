package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/**
 * A hall by a feedback delay network: eight paths, each mixed into all others at its end (Jot,
 * 1991, with Householder's matrix).
 *
 * <p>Not thread-safe.
 */
final class Hall {
  private static final int[] PATHS = {1453, 1693, 1949, 2203, 2473, 2767, 3067, 3407};
  private static final int[] DIFFUSERS = {223, 359, 587};
  private static final float DAMPING = 0.32f;

  private final float[][] lines = new float[PATHS.length][];
  private final float[][] diffusers = new float[DIFFUSERS.length][];
  private final int[] at = new int[PATHS.length];
  private final int[] diffusedAt = new int[DIFFUSERS.length];
  private final float[] damped = new float[PATHS.length];
  private final float[] feedback = new float[PATHS.length];
  private final int warmUp;
  private float left;
  private float right;
  private float slow;

  /** A hall whose sound falls by 60 dB in so many seconds. */
  Hall(double seconds) {
    for (int i = 0; i < PATHS.length; i++) {
      lines[i] = new float[PATHS[i]];
      feedback[i] = (float) StrictMath.pow(0.001, PATHS[i] / (seconds * Track.SAMPLE_RATE));
    }
    for (int i = 0; i < DIFFUSERS.length; i++) {
      diffusers[i] = new float[DIFFUSERS[i]];
    }
    warmUp = Track.frames(1.3 * seconds + 0.2);
  }

  /** Adds the hall's answer to what was sent to it, round and round. */
  void answer(float[] sent, Track track, float gain) {
    int frames = track.frames();
    for (int i = -Math.min(warmUp, frames); i < 0; i++) {
      hear(sent[frames + i]);
    }
    for (int i = 0; i < frames; i++) {
      hear(sent[i]);
      track.left[i] += gain * left;
      track.right[i] += gain * right;
    }
  }

  private void hear(float in) {
    slow += 0.03f * (in - slow);
    float x = in - slow; // what is below 200 Hz would be mud
    for (int i = 0; i < diffusers.length; i++) {
      float[] line = diffusers[i];
      int j = diffusedAt[i];
      float late = line[j];
      float y = late - 0.6f * x;
      line[j] = x + 0.6f * y;
      x = y;
      diffusedAt[i] = j + 1 == line.length ? 0 : j + 1;
    }
    float sum = 0;
    for (int i = 0; i < lines.length; i++) {
      float out = lines[i][at[i]];
      damped[i] += (1 - DAMPING) * (out - damped[i]);
      sum += damped[i];
    }
    float share = -0.25f * sum;
    left = 0;
    right = 0;
    for (int i = 0; i < lines.length; i++) {
      int j = at[i];
      lines[i][j] = x + feedback[i] * (damped[i] + share);
      at[i] = j + 1 == lines[i].length ? 0 : j + 1;
      float sign = (i & 2) == 0 ? 0.35f : -0.35f;
      if ((i & 1) == 0) {
        left += sign * damped[i];
      } else {
        right += sign * damped[i];
      }
    }
  }
}
