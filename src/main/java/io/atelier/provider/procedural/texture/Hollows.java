package io.atelier.provider.procedural.texture;

import java.io.InterruptedIOException;

/**
 * How much of the open sky each place of a surface sees: 1 on a plain, less in joints and cracks.
 *
 * <p>Found on a coarse relief, whatever the size of the picture: occlusion is soft. Immutable and
 * thread-safe.
 */
final class Hollows {
  private static final int SIZE = 512;
  private static final int BAND = 32;
  private static final int[] REACH = {2, 5, 10, 18};
  private static final int[] RIGHT = {1, 1, 0, -1, -1, -1, 0, 1};
  private static final int[] DOWN = {0, 1, 1, 1, 0, -1, -1, -1};

  private final float[] relief = new float[SIZE * SIZE];
  private final float[] open = new float[SIZE * SIZE];

  private Hollows() {}

  /**
   * Those of a tile.
   *
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  static Hollows of(Pattern pattern) throws InterruptedIOException {
    Hollows hollows = new Hollows();
    Bands.inPairs(SIZE / BAND, band -> hollows.survey(pattern, band));
    Bands.inPairs(SIZE / BAND, hollows::look);
    return hollows;
  }

  private void survey(Pattern pattern, int band) {
    SurfaceRow row = new SurfaceRow(SIZE);
    Texel texel = Texel.bare();
    for (int y = band * BAND; y < (band + 1) * BAND; y++) {
      row.sample(pattern, y, texel);
      System.arraycopy(row.height, 0, relief, y * SIZE, SIZE);
    }
  }

  private void look(int band) {
    for (int i = band * BAND * SIZE; i < (band + 1) * BAND * SIZE; i++) {
      float seen = 0;
      for (int direction = 0; direction < RIGHT.length; direction++) {
        seen += 1 - horizon(i % SIZE, i / SIZE, direction);
      }
      open[i] = seen / RIGHT.length;
    }
  }

  /** The sine of the angle up to which the view is closed. */
  private float horizon(int x, int y, int direction) {
    float here = relief[y * SIZE + x];
    float steepest = 0;
    for (int reach : REACH) {
      int atX = x + RIGHT[direction] * reach & SIZE - 1;
      int atY = y + DOWN[direction] * reach & SIZE - 1;
      float away = (direction % 2 == 0 ? 1 : 1.4142135f) * reach / SIZE;
      steepest = Math.max(steepest, (relief[atY * SIZE + atX] - here) / away);
    }
    return steepest / (float) Math.sqrt(1 + steepest * steepest);
  }

  /** At (u, v) in [0, 1), between the neighbours. */
  float open(float u, float v) {
    float x = u * SIZE - 0.5f + SIZE;
    float y = v * SIZE - 0.5f + SIZE;
    int x0 = (int) x;
    int y0 = (int) y;
    float top = row(x0, y0, x - x0);
    return top + (row(x0, y0 + 1, x - x0) - top) * (y - y0);
  }

  private float row(int x, int y, float t) {
    int at = (y & SIZE - 1) * SIZE;
    float left = open[at + (x & SIZE - 1)];
    return left + (open[at + (x + 1 & SIZE - 1)] - left) * t;
  }
}
