package io.atelier.provider.procedural.music;

import io.atelier.provider.procedural.hearing.Spectrogram;
import io.atelier.provider.procedural.sound.Track;
import java.util.Arrays;

/**
 * What is heard where a loop comes round, beside what is heard elsewhere in it.
 *
 * @param jump the second difference of the samples at the seam over the largest within 50 ms of it
 * @param flux the spectral flux at the seam over the largest in the loop
 * @param dip the loudness of the 30 ms after the seam over that of the 30 ms before, in dB, if it
 *     falls; 0 if it does not
 */
record Seam(double jump, double flux, double dip) {
  private static final int SIZE = 1024;
  private static final int HOP = 256;

  static Seam of(Track track) {
    float[] turned = turned(track);
    int seam = turned.length / 2;
    Spectrogram spectrum = new Spectrogram(turned, SIZE, HOP, Track.SAMPLE_RATE);
    double[] flux = spectrum.flux(40, 16_000);
    int from = (seam - SIZE) / HOP;
    int to = seam / HOP + 1;
    double there = Arrays.stream(flux, from, to).max().orElse(0);
    double anywhere =
        Math.max(
            Arrays.stream(flux, 1, from).max().orElse(0),
            Arrays.stream(flux, to, flux.length).max().orElse(0));
    double fall = 10 * Math.log10(energy(turned, seam, 1) / energy(turned, seam, -1));
    return new Seam(jump(turned, seam), there / anywhere, Math.min(0, fall));
  }

  /** Half way round, so that the seam lies in the middle. */
  private static float[] turned(Track track) {
    int frames = track.frames();
    float[] turned = new float[frames];
    for (int i = 0; i < frames; i++) {
      int from = (i + frames - frames / 2) % frames;
      turned[i] = 0.5f * (track.left[from] + track.right[from]);
    }
    return turned;
  }

  private static double jump(float[] turned, int seam) {
    double there = 0;
    double around = 1e-6;
    for (int i = seam - 2205; i < seam + 2205; i++) {
      double bend = Math.abs(turned[i] - 2 * turned[i - 1] + turned[i - 2]);
      if (i == seam || i == seam + 1) {
        there = Math.max(there, bend);
      } else {
        around = Math.max(around, bend);
      }
    }
    return there / around;
  }

  private static double energy(float[] turned, int seam, int direction) {
    double sum = 1e-9;
    for (int i = 0; i < 1323; i++) {
      float x = turned[direction > 0 ? seam + i : seam - 1 - i];
      sum += x * x;
    }
    return sum;
  }
}
