package io.atelier.provider.procedural.hearing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is simply measured of a short sound: its onsets, brightness, noisiness, shape and pitch. */
public final class SoundFeatures {
  private static final int SIZE = 1024;
  private static final int HOP = 256;

  private final Spectrogram spectrum;
  private final double[] energy;
  private final double all;

  private SoundFeatures(float[] sound, double rate) {
    spectrum = new Spectrogram(sound, SIZE, HOP, rate);
    energy = new double[spectrum.length()];
    Arrays.setAll(energy, i -> spectrum.energy(i, 30, 20_000));
    all = Arrays.stream(energy).sum() + 1e-9;
  }

  public static double[] of(float[] sound, double rate) {
    return new SoundFeatures(sound, rate).measure();
  }

  private double[] measure() {
    double seconds = energy.length * spectrum.secondsPerFrame();
    List<Double> onsets = onsets();
    double[] gaps = new double[Math.max(0, onsets.size() - 1)];
    Arrays.setAll(gaps, i -> onsets.get(i + 1) - onsets.get(i));
    double early = weighted(spectrum::pitch, 0, 0.3);
    double late = weighted(spectrum::pitch, 0.7, 1);
    double bright = weighted(spectrum::centroid, 0, 1);
    return new double[] {
      bright,
      weighted(spectrum::centroid, 0.66, 1) - weighted(spectrum::centroid, 0, 0.33),
      Math.log(weighted(spectrum::flatness, 0, 1) + 1e-5),
      Math.log(weighted(spectrum::flatness, 0.6, 1) + 1e-5),
      loudest(),
      middle(),
      share(0, 0.12),
      share(0.5, 1),
      Math.log1p(onsets.size() / seconds),
      slowing(gaps),
      unevenness(gaps),
      late - early,
      weighted(spectrum::pitch, 0, 1),
      sounding(),
      low(),
    };
  }

  @FunctionalInterface
  private interface OfFrame {
    double at(int frame);
  }

  /** The mean of a part of it where it is loud. */
  private double weighted(OfFrame measure, double from, double to) {
    double sum = 0;
    double weight = 1e-12;
    for (int i = (int) (from * energy.length); i < (int) (to * energy.length); i++) {
      double loud = Math.sqrt(energy[i]);
      sum += loud * measure.at(i);
      weight += loud;
    }
    return sum / weight;
  }

  private double loudest() {
    int best = 0;
    for (int i = 1; i < energy.length; i++) {
      best = energy[i] > energy[best] ? i : best;
    }
    return (double) best / energy.length;
  }

  private double middle() {
    double sum = 0;
    for (int i = 0; i < energy.length; i++) {
      sum += energy[i] * i / energy.length;
    }
    return sum / all;
  }

  private double share(double from, double to) {
    double sum = 0;
    for (int i = (int) (from * energy.length); i < (int) (to * energy.length); i++) {
      sum += energy[i];
    }
    return sum / all;
  }

  private double low() {
    double sum = 0;
    for (int i = 0; i < energy.length; i++) {
      sum += spectrum.energy(i, 30, 300);
    }
    return sum / all;
  }

  /** The share of its time that is not 30 dB below its loudest. */
  private double sounding() {
    double loudest = Arrays.stream(energy).max().orElse(1);
    return (double) Arrays.stream(energy).filter(e -> e > 1e-3 * loudest).count() / energy.length;
  }

  /** In seconds: peaks of the flux above what lies around them. */
  private List<Double> onsets() {
    double[] flux = spectrum.flux(100, 16_000);
    double highest = Arrays.stream(flux).max().orElse(0);
    List<Double> onsets = new ArrayList<>();
    int last = -100;
    for (int i = 1; i < flux.length - 1; i++) {
      boolean peak = flux[i] >= flux[i - 1] && flux[i] > flux[i + 1];
      if (peak && flux[i] > 0.2 * highest && i - last > 6) {
        onsets.add(i * spectrum.secondsPerFrame());
        last = i;
      }
    }
    return onsets;
  }

  /** Above 0 if the gaps grow: the last third's mean over the first third's, as a logarithm. */
  private static double slowing(double[] gaps) {
    if (gaps.length < 3) {
      return 0;
    }
    int third = gaps.length / 3;
    double first = Arrays.stream(gaps, 0, third).average().orElse(1);
    double last = Arrays.stream(gaps, gaps.length - third, gaps.length).average().orElse(1);
    return Math.log(last / first);
  }

  private static double unevenness(double[] gaps) {
    if (gaps.length < 2) {
      return 0;
    }
    double mean = Arrays.stream(gaps).average().orElse(1);
    double square = Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElse(0);
    return Math.sqrt(square) / mean;
  }
}
