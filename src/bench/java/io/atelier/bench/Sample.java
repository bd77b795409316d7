package io.atelier.bench;

import java.util.Arrays;

/** Measured values of which quantiles are wanted, each kept as it was. */
final class Sample {
  private double[] values = new double[1024];
  private int size;
  private boolean sorted;

  synchronized void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
    sorted = false;
  }

  /** The least value that at least this part of all is not above; NaN of nothing. */
  synchronized double quantile(double part) {
    if (size == 0) {
      return Double.NaN;
    }
    if (!sorted) {
      Arrays.sort(values, 0, size);
      sorted = true;
    }
    return values[Math.max(0, (int) Math.ceil(part * size) - 1)];
  }

  synchronized int size() {
    return size;
  }
}
