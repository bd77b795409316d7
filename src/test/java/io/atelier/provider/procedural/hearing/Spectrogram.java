package io.atelier.provider.procedural.hearing;

import java.util.Arrays;

/** The magnitudes of a sound's frequencies over time, by a short-time Fourier transform. */
public final class Spectrogram {
  private final float[][] frames;
  private final float[][] loudness; // as ears have it, a logarithm
  private final double[] octaves; // of each bin, log2 of hertz
  private final double hertzPerBin;
  private final double secondsPerFrame;

  /**
   * Looks at a sound.
   *
   * @param size of the window, a power of two
   */
  public Spectrogram(float[] sound, int size, int hop, double rate) {
    int count = Math.max(1, 1 + (sound.length - size) / hop);
    frames = new float[count][];
    loudness = new float[count][size / 2];
    hertzPerBin = rate / size;
    secondsPerFrame = hop / rate;
    octaves = new double[size / 2];
    Arrays.setAll(octaves, bin -> log2(hertz(bin)));
    double[] window = new double[size];
    Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * i / size));
    double[] cosines = new double[size / 2];
    Arrays.setAll(cosines, i -> Math.cos(2 * Math.PI * i / size));
    double[] sines = new double[size / 2];
    Arrays.setAll(sines, i -> Math.sin(2 * Math.PI * i / size));
    double[] re = new double[size];
    double[] im = new double[size];
    for (int frame = 0; frame < count; frame++) {
      for (int i = 0; i < size; i++) {
        int at = frame * hop + i;
        re[i] = at < sound.length ? sound[at] * window[i] : 0;
        im[i] = 0;
      }
      transform(re, im, cosines, sines);
      float[] magnitudes = new float[size / 2];
      for (int bin = 0; bin < magnitudes.length; bin++) {
        magnitudes[bin] = (float) Math.sqrt(re[bin] * re[bin] + im[bin] * im[bin]);
        loudness[frame][bin] = (float) Math.log(1 + magnitudes[bin]);
      }
      frames[frame] = magnitudes;
    }
  }

  /** Cooley and Tukey's, in place. */
  private static void transform(double[] re, double[] im, double[] cosines, double[] sines) {
    int size = re.length;
    for (int i = 0; i < size; i++) {
      int j = Integer.reverse(i) >>> (Integer.numberOfLeadingZeros(size) + 1);
      if (j > i) {
        double swap = re[i];
        re[i] = re[j];
        re[j] = swap;
      }
    }
    for (int half = 1; half < size; half *= 2) {
      int stride = size / (2 * half);
      for (int from = 0; from < size; from += 2 * half) {
        for (int k = 0; k < half; k++) {
          double c = cosines[k * stride];
          double s = -sines[k * stride];
          int a = from + k;
          int b = a + half;
          double r = re[b] * c - im[b] * s;
          double i = re[b] * s + im[b] * c;
          re[b] = re[a] - r;
          im[b] = im[a] - i;
          re[a] += r;
          im[a] += i;
        }
      }
    }
  }

  public int length() {
    return frames.length;
  }

  public double secondsPerFrame() {
    return secondsPerFrame;
  }

  public float[] frame(int i) {
    return frames[i];
  }

  public double hertz(int bin) {
    return bin * hertzPerBin;
  }

  /** The energy of a frame between two frequencies. */
  public double energy(int frame, double low, double high) {
    double sum = 0;
    int to = (int) Math.min(frames[frame].length, high / hertzPerBin);
    for (int bin = (int) (low / hertzPerBin); bin < to; bin++) {
      sum += frames[frame][bin] * frames[frame][bin];
    }
    return sum;
  }

  /** The frequency in the middle of a frame's energy on a logarithmic scale, as log2 of hertz. */
  public double centroid(int frame) {
    double sum = 0;
    double weighted = 0;
    for (int bin = 2; bin < frames[frame].length; bin++) {
      double energy = frames[frame][bin] * frames[frame][bin];
      sum += energy;
      weighted += energy * log2(hertz(bin));
    }
    return sum < 1e-9 ? 9 : weighted / sum;
  }

  /** 0 for a tone to 1 for white noise, between 150 Hz and 10 kHz. */
  public double flatness(int frame) {
    double logs = 0;
    double sum = 0;
    int from = (int) (150 / hertzPerBin) + 1;
    int to = (int) (10_000 / hertzPerBin);
    for (int bin = from; bin < to; bin++) {
      double energy = frames[frame][bin] * frames[frame][bin] + 1e-9;
      logs += Math.log(energy);
      sum += energy;
    }
    return Math.exp(logs / (to - from)) / (sum / (to - from));
  }

  /** The loudest frequency of a frame between 80 Hz and 6 kHz, as log2 of hertz. */
  public double pitch(int frame) {
    int best = (int) (80 / hertzPerBin) + 1;
    for (int bin = best; bin < 6000 / hertzPerBin; bin++) {
      if (frames[frame][bin] > frames[frame][best]) {
        best = bin;
      }
    }
    return log2(hertz(best));
  }

  /** How much of it is new in each frame, between two frequencies: onsets are its peaks. */
  public double[] flux(double low, double high) {
    double[] flux = new double[frames.length];
    int from = (int) (low / hertzPerBin);
    int to = (int) Math.min(frames[0].length, high / hertzPerBin);
    for (int frame = 1; frame < frames.length; frame++) {
      for (int bin = from; bin < to; bin++) {
        flux[frame] += Math.max(0, loudness[frame][bin] - loudness[frame - 1][bin]);
      }
      flux[frame] /= to - from;
    }
    return flux;
  }

  private static double log2(double x) {
    return Math.log(Math.max(x, 1)) / Math.log(2);
  }
}
