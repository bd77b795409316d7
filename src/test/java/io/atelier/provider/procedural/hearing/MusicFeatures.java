package io.atelier.provider.procedural.hearing;

import java.util.Arrays;

/**
 * What is simply measured of music: its beat, its swing, its balance, its noise and its harmony.
 */
public final class MusicFeatures {
  private static final int SIZE = 2048;
  private static final int HOP = 1024;
  private static final int CLASSES = 12;

  private final Spectrogram spectrum;
  private final double[] energy;
  private final double[] flux;

  private MusicFeatures(float[] sound, double rate) {
    spectrum = new Spectrogram(sound, SIZE, HOP, rate);
    energy = new double[spectrum.length()];
    Arrays.setAll(energy, i -> spectrum.energy(i, 30, 20_000));
    flux = spectrum.flux(60, 12_000);
  }

  public static double[] of(float[] left, float[] right, double rate) {
    float[] middle = new float[left.length];
    double both = 1e-9;
    double apart = 0;
    for (int i = 0; i < left.length; i++) {
      middle[i] = 0.5f * (left[i] + right[i]);
      both += middle[i] * middle[i];
      apart += 0.25 * (left[i] - right[i]) * (left[i] - right[i]);
    }
    return new MusicFeatures(middle, rate).measure(Math.log(apart / both + 1e-4));
  }

  private double[] measure(double width) {
    double[] beat = flux;
    double[] kicks = spectrum.flux(30, 110);
    double[] hats = spectrum.flux(6000, 15_000);
    double frame = spectrum.secondsPerFrame();
    double period = period(beat, 0.33, 1.1);
    return new double[] {
      Math.log(period * frame),
      echo(beat, period),
      echo(kicks, period),
      echo(hats, 0.5 * period) - echo(hats, 0.36 * period),
      Math.log(mean(beat) + 1e-4),
      Math.log(mean(kicks) + 1e-4),
      Math.log(mean(hats) + 1e-4),
      onsetsPerSecond(beat),
      mean(spectrum::centroid),
      deviation(spectrum::centroid),
      Math.log(mean(spectrum::flatness) + 1e-6),
      share(30, 70),
      share(70, 160),
      share(160, 600),
      Math.log(share(600, 2500)),
      Math.log(share(2500, 6000) + 1e-6),
      Math.log(share(6000, 16_000) + 1e-7),
      deviation(i -> 0.5 * Math.log(energy[i] + 1e-3)),
      width,
      harmony(),
    };
  }

  @FunctionalInterface
  private interface OfFrame {
    double at(int frame);
  }

  private double mean(OfFrame measure) {
    double sum = 0;
    for (int i = 0; i < energy.length; i++) {
      sum += measure.at(i);
    }
    return sum / energy.length;
  }

  private double deviation(OfFrame measure) {
    double mean = mean(measure);
    return Math.sqrt(mean(i -> (measure.at(i) - mean) * (measure.at(i) - mean)));
  }

  private static double mean(double[] values) {
    return Arrays.stream(values).average().orElse(0);
  }

  private double share(double low, double high) {
    double part = 0;
    double all = 1e-9;
    for (int i = 0; i < energy.length; i++) {
      part += spectrum.energy(i, low, high);
      all += energy[i];
    }
    return part / all;
  }

  /** The lag in frames at which onsets are most like themselves. */
  private double period(double[] onsets, double fromSeconds, double toSeconds) {
    double best = 0;
    double most = -1;
    for (double lag = fromSeconds / spectrum.secondsPerFrame();
        lag < toSeconds / spectrum.secondsPerFrame();
        lag++) {
      double here = echo(onsets, lag) + 0.5 * echo(onsets, 2 * lag);
      if (here > most) {
        most = here;
        best = lag;
      }
    }
    return best;
  }

  /** The autocorrelation at a lag, -1 to 1. */
  private static double echo(double[] onsets, double lag) {
    int by = (int) Math.round(lag);
    double mean = mean(onsets);
    double sum = 0;
    double own = 1e-12;
    for (int i = 0; i < onsets.length; i++) {
      double x = onsets[i] - mean;
      own += x * x;
      if (i + by < onsets.length) {
        sum += x * (onsets[i + by] - mean);
      }
    }
    return sum / own;
  }

  private double onsetsPerSecond(double[] onsets) {
    double mean = mean(onsets);
    double spread =
        Math.sqrt(Arrays.stream(onsets).map(x -> (x - mean) * (x - mean)).average().orElse(0));
    int count = 0;
    for (int i = 1; i < onsets.length - 1; i++) {
      if (onsets[i] > onsets[i - 1] && onsets[i] >= onsets[i + 1] && onsets[i] > mean + spread) {
        count++;
      }
    }
    return count / (onsets.length * spectrum.secondsPerFrame());
  }

  /** How many pitch classes sound at once: the entropy of the chroma of half a second, in bits. */
  private double harmony() {
    int span = (int) (0.5 / spectrum.secondsPerFrame());
    double sum = 0;
    int spans = 0;
    for (int from = 0; from + span <= energy.length; from += span) {
      double[] chroma = new double[CLASSES];
      for (int i = from; i < from + span; i++) {
        addChroma(chroma, spectrum.frame(i));
      }
      double all = Arrays.stream(chroma).sum() + 1e-9;
      for (double c : chroma) {
        double p = c / all + 1e-9;
        sum -= p * Math.log(p) / Math.log(2);
      }
      spans++;
    }
    return sum / spans;
  }

  private void addChroma(double[] chroma, float[] frame) {
    for (int bin = 1; bin < frame.length && spectrum.hertz(bin) < 2000; bin++) {
      double hertz = spectrum.hertz(bin);
      if (hertz > 220 && frame[bin] > frame[bin - 1] && frame[bin] > frame[bin + 1]) {
        int pitch = (int) Math.round(12 * Math.log(hertz / 440) / Math.log(2));
        chroma[Math.floorMod(pitch, CLASSES)] += frame[bin] * frame[bin];
      }
    }
  }
}
