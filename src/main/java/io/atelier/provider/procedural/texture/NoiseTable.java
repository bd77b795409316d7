package io.atelier.provider.procedural.texture;

import io.atelier.provider.procedural.prompt.Curve;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A sum of noise layers on a grid much finer than its finest layer, and smooth between: one look
 * takes the place of a layer after another.
 *
 * <p>It is filled when it is first asked, by as many threads as ask. Thread-safe.
 */
final class NoiseTable {
  /** Which sum it is, as {@link PeriodicNoise} tells them apart. */
  final int key;

  private final int wide;
  private final int high;
  private final Layers exact;
  private final AtomicInteger next = new AtomicInteger();
  private final CountDownLatch missing;
  private final float[][] filled;
  private volatile float @Nullable [][] rows;

  /** What is tabulated: period 1 in both directions, the same for everyone who asks. */
  interface Layers {
    float at(float u, float v);
  }

  NoiseTable(int key, int wide, int high, Layers exact) {
    this.key = key;
    this.wide = wide;
    this.high = high;
    this.exact = exact;
    missing = new CountDownLatch(high);
    filled = new float[high + 3][];
  }

  /** No table: the sum is worked out each time. */
  static NoiseTable none(int key) {
    return new NoiseTable(key, 0, 0, (u, v) -> 0);
  }

  boolean pays() {
    return wide > 0;
  }

  /** Between the nine nearest by a quadratic B-spline, whose slope has no steps either. */
  float at(float u, float v) {
    float[][] rows = this.rows;
    if (rows == null) {
      rows = fill();
    }
    float x = (u - Curve.floor(u)) * wide + 0.5f;
    float y = (v - Curve.floor(v)) * high + 0.5f;
    int column = (int) x;
    int row = (int) y;
    float right = x - column;
    float left = 1 - right;
    float below = y - row;
    float above = 1 - below;
    float a = 0.5f * left * left;
    float c = 0.5f * right * right;
    float b = 1 - a - c;
    float top = 0.5f * above * above;
    float bottom = 0.5f * below * below;
    return top * across(rows[row], column, a, b, c)
        + (1 - top - bottom) * across(rows[row + 1], column, a, b, c)
        + bottom * across(rows[row + 2], column, a, b, c);
  }

  private static float across(float[] row, int column, float a, float b, float c) {
    return a * row[column] + b * row[column + 1] + c * row[column + 2];
  }

  /** Takes part until nothing is missing; an interrupt is left for the caller's next look. */
  private float[][] fill() {
    for (int row = next.getAndIncrement(); row < high; row = next.getAndIncrement()) {
      try {
        filled[row + 1] = row((float) row / high);
      } finally {
        missing.countDown();
      }
    }
    boolean interrupted = false;
    while (missing.getCount() > 0) {
      try {
        missing.await();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    // A place up to a whole tile on has neighbours on both sides.
    filled[0] = filled[high];
    filled[high + 1] = filled[1];
    filled[high + 2] = filled[2];
    rows = filled;
    return filled;
  }

  private float[] row(float v) {
    float[] row = new float[wide + 3];
    for (int i = 0; i < wide; i++) {
      row[i + 1] = exact.at((float) i / wide, v);
    }
    row[0] = row[wide];
    row[wide + 1] = row[1];
    row[wide + 2] = row[2];
    return row;
  }
}
