package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.sound.Track;

/**
 * The last hand on a loop: rumble off, gently compressed, limited, and brought to peak 0.85.
 *
 * @param loudness the root mean square to come near to
 * @param ratio of the compressor; 1 leaves the dynamics alone
 */
record Master(double loudness, double ratio) {
  private static final int BLOCK = 64;
  private static final double ATTACK = 0.25;
  private static final double RELEASE = 0.015;
  private static final int AHEAD = 4;

  void apply(Track track) {
    Loops.highPass(track.left, 28);
    Loops.highPass(track.right, 28);
    int blocks = (track.frames() + BLOCK - 1) / BLOCK;
    float[] gains = compressor(energies(track, blocks));
    multiply(track, gains);
    double[] energies = energies(track, blocks);
    float[] peaks = peaks(track, blocks);
    double drive = drive(energies, peaks);
    multiply(track, limiter(peaks, drive));
    scale(track);
  }

  private static double[] energies(Track track, int blocks) {
    double[] energies = new double[blocks];
    for (int i = 0; i < track.frames(); i++) {
      energies[i / BLOCK] +=
          (track.left[i] * track.left[i] + track.right[i] * track.right[i]) / (2.0 * BLOCK);
    }
    return energies;
  }

  private static float[] peaks(Track track, int blocks) {
    float[] peaks = new float[blocks];
    for (int i = 0; i < track.frames(); i++) {
      float here = Math.max(Math.abs(track.left[i]), Math.abs(track.right[i]));
      peaks[i / BLOCK] = Math.max(peaks[i / BLOCK], here);
    }
    return peaks;
  }

  /**
   * Above the mean level, falls back by the ratio; twice round, so that its end meets its start.
   */
  private float[] compressor(double[] energies) {
    double mean = 0;
    for (double energy : energies) {
      mean += energy / energies.length;
    }
    float[] gains = new float[energies.length];
    double level = mean;
    double power = 0.5 * (1 / ratio - 1);
    for (int i = 0; i < 2 * energies.length; i++) {
      double energy = energies[i % energies.length];
      level += (energy > level ? ATTACK : RELEASE) * (energy - level);
      gains[i % energies.length] = level <= mean ? 1 : (float) StrictMath.pow(level / mean, power);
    }
    return gains;
  }

  /** How much to turn it up so that what the limiter leaves has the loudness wanted. */
  private double drive(double[] energies, float[] peaks) {
    double low = 0.01;
    double high = 100;
    for (int i = 0; i < 14; i++) {
      double middle = Math.sqrt(low * high);
      if (heard(energies, limiter(peaks, middle)) > loudness) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return low;
  }

  private static double heard(double[] energies, float[] gains) {
    double sum = 0;
    for (int i = 0; i < energies.length; i++) {
      sum += energies[i] * gains[i] * gains[i] / energies.length;
    }
    return Math.sqrt(sum);
  }

  /** The gain of each block: down before a peak comes, up slowly after it. */
  private static float[] limiter(float[] peaks, double drive) {
    int blocks = peaks.length;
    float[] need = new float[blocks];
    for (int i = 0; i < blocks; i++) {
      double peak = 0;
      for (int j = -2; j <= AHEAD + 2; j++) {
        peak = Math.max(peak, peaks[Math.floorMod(i + j, blocks)]);
      }
      need[i] = (float) Math.min(drive, Track.PEAK / Math.max(peak, 1e-9));
    }
    float[] held = new float[blocks];
    float gain = (float) drive;
    for (int i = 0; i < 2 * blocks; i++) {
      gain = Math.min(need[i % blocks], gain * 1.004f);
      held[i % blocks] = gain;
    }
    float[] smooth = new float[blocks];
    for (int i = 0; i < blocks; i++) {
      float sum = 0;
      for (int j = 0; j < AHEAD; j++) {
        sum += held[Math.floorMod(i - j, blocks)];
      }
      smooth[i] = sum / AHEAD;
    }
    return smooth;
  }

  /** From the middle of each block to that of the next in a line. */
  private static void multiply(Track track, float[] gains) {
    for (int i = 0; i < track.frames(); i++) {
      int shifted = i - BLOCK / 2;
      int block = Math.floorDiv(shifted, BLOCK);
      float t = (shifted - block * BLOCK) / (float) BLOCK;
      float from = gains[Math.floorMod(block, gains.length)];
      float to = gains[(block + 1) % gains.length];
      float gain = from + (to - from) * t;
      track.left[i] *= gain;
      track.right[i] *= gain;
    }
  }

  private static void scale(Track track) {
    float peak = 1e-9f;
    for (int i = 0; i < track.frames(); i++) {
      peak = Math.max(peak, Math.max(Math.abs(track.left[i]), Math.abs(track.right[i])));
    }
    float gain = Track.PEAK / peak;
    for (int i = 0; i < track.frames(); i++) {
      track.left[i] *= gain;
      track.right[i] *= gain;
    }
  }
}
