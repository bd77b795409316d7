package io.atelier.media;

import java.util.Iterator;

/**
 * How visible the jump is where a film that runs round begins again: the step from its last frame
 * to its first against the steps from each frame to the next.
 *
 * <p>A step is the mean squared difference of the samples, 0 to 65,025.
 *
 * @param wrap the step from the last frame to the first
 * @param largest of the steps within; 0 if there is one frame only
 * @param frames how many there are
 */
public record LoopMetric(double wrap, double largest, long frames) {

  /** Whether nobody can tell where it begins: the jump is no larger than another step. */
  public boolean seamless() {
    return wrap <= largest;
  }

  /**
   * Measures decoded frames in one pass; holds the first and the last two.
   *
   * @param frames 8-bit samples, grey or of several channels, row by row; all of the same length.
   *     The iterator must not use an array again
   */
  public static LoopMetric of(Iterator<byte[]> frames) {
    if (!frames.hasNext()) {
      throw new IllegalArgumentException("a film without frames");
    }
    byte[] first = frames.next();
    byte[] previous = first;
    double largest = 0;
    long count = 1;
    while (frames.hasNext()) {
      byte[] frame = frames.next();
      largest = Math.max(largest, step(previous, frame));
      previous = frame;
      count++;
    }
    return new LoopMetric(step(previous, first), largest, count);
  }

  private static double step(byte[] a, byte[] b) {
    if (a.length != b.length || a.length == 0) {
      throw new IllegalArgumentException(
          "frames of %d and %d samples".formatted(a.length, b.length));
    }
    long sum = 0;
    for (int i = 0; i < a.length; i++) {
      int difference = (a[i] & 0xff) - (b[i] & 0xff);
      sum += difference * difference;
    }
    return (double) sum / a.length;
  }
}
