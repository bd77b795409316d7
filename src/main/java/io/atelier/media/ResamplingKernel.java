package io.atelier.media;

/** The weights by which the pixels of one axis make up those of another length. */
final class ResamplingKernel {
  private static final int LOBES = 3;

  private final int length;
  private final boolean tiled;
  private final int taps;
  private final int[] firsts;
  private final float[] weights;

  ResamplingKernel(int length, int wanted, ImageResampler.Edges edges) {
    this.length = length;
    tiled = edges == ImageResampler.Edges.TILED;
    double step = (double) length / wanted;
    double scale = Math.max(1, step);
    double reach = LOBES * scale;
    taps = (int) Math.ceil(2 * reach) + 1;
    firsts = new int[wanted];
    weights = new float[Math.multiplyExact(wanted, taps)];
    for (int i = 0; i < wanted; i++) {
      double centre = (i + 0.5) * step - 0.5;
      firsts[i] = (int) Math.ceil(centre - reach);
      weigh(i, centre, scale);
    }
  }

  private void weigh(int i, double centre, double scale) {
    double sum = 0;
    for (int tap = 0; tap < taps; tap++) {
      sum += lanczos((firsts[i] + tap - centre) / scale);
    }
    for (int tap = 0; tap < taps; tap++) {
      weights[i * taps + tap] = (float) (lanczos((firsts[i] + tap - centre) / scale) / sum);
    }
  }

  private static double lanczos(double x) {
    if (x == 0) {
      return 1;
    }
    double angle = Math.PI * x;
    return Math.abs(x) >= LOBES
        ? 0
        : Math.sin(angle) * Math.sin(angle / LOBES) * LOBES / (angle * angle);
  }

  /** How many pixels of the source, counted from the first, have a weight in one of the result. */
  int taps() {
    return taps;
  }

  /** The first of them, which may lie beyond the border. */
  int first(int i) {
    return firsts[i];
  }

  float weight(int i, int tap) {
    return weights[i * taps + tap];
  }

  /** The pixel that stands for one beyond the border. */
  int source(int at) {
    return tiled ? Math.floorMod(at, length) : Math.clamp(at, 0, length - 1);
  }
}
