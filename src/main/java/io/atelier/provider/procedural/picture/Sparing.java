package io.atelier.provider.procedural.picture;

import io.atelier.provider.procedural.sky.Radiance;
import java.util.Arrays;

/**
 * A large shot that is glanced at every other pixel of every other row, and looked at only where
 * these differ: between those that are alike it is as light as they are.
 *
 * @param scene whose smallest features are two pixels wide
 */
record Sparing(Glimpsed scene, int width, int height) implements Shot {
  /** From so many pixels on the smallest features are that wide. */
  private static final long LARGE = 1 << 21;

  /** On a screen from 0 to 1: what is between is off by half of it at most. */
  private static final float ALIKE = 2.5f / 255;

  /** What can be seen at one point of each pixel, for less. */
  interface Glimpsed extends Shot {
    @Override
    Glimpses rows(int from, int to);
  }

  /** Of some rows; for one thread only. */
  interface Glimpses extends Shot.Pixels {

    /**
     * Sets the light of the middle of a pixel.
     *
     * @return whether it comes from a thing, whose edges are to be smooth, and not from the place
     */
    boolean glance(int x, int y, Radiance light);
  }

  static Shot of(Glimpsed scene, int width, int height) {
    return (long) width * height < LARGE ? scene : new Sparing(scene, width, height);
  }

  @Override
  public Pixels rows(int from, int to) {
    return new Between(scene.rows(Math.max(0, from - 2), Math.min(height, to + 1)));
  }

  /** Remembers what was glanced at in three even rows, as light and as a screen would show it. */
  private final class Between implements Pixels {
    private static final int SEEN = 7;
    private static final int THING = 6;

    private final Glimpses pixels;
    private float[] before = row();
    private float[] upper = row();
    private float[] lower = row();
    private int top = Integer.MIN_VALUE;
    private boolean alike;
    private boolean things;

    Between(Glimpses pixels) {
      this.pixels = pixels;
    }

    private float[] row() {
      return new float[SEEN * (width / 2 + 1)];
    }

    @Override
    public void at(int x, int y, Radiance light) {
      turnTo(y & ~1);
      int column = x >> 1;
      int here = see(upper, column, top, light);
      things = upper[here + THING] > 0;
      boolean besides = (x & 1) == 1;
      boolean below = (y & 1) == 1;
      alike = (!besides || x + 1 < width) && (!below || y + 1 < height);
      if (besides || !below) {
        compare(upper, column + 1, top, here, light);
      }
      if (below || !besides) {
        compare(lower, column, top + 2, here, light);
      }
      if (besides && below) {
        compare(lower, column + 1, top + 2, here, light);
      }
      if (!besides && !below) {
        compare(upper, column - 1, top, here, light);
        compare(before, column, top - 2, here, light);
      }
      if (alike) {
        between(here, besides, below, light);
      } else if (things) {
        pixels.at(x, y, light);
      } else {
        pixels.glance(x, y, light);
      }
    }

    private void between(int here, boolean besides, boolean below, Radiance light) {
      int right = besides ? here + SEEN : here;
      float[] last = below ? lower : upper;
      light.set(
          0.25f * (upper[here] + upper[right] + last[here] + last[right]),
          0.25f * (upper[here + 1] + upper[right + 1] + last[here + 1] + last[right + 1]),
          0.25f * (upper[here + 2] + upper[right + 2] + last[here + 2] + last[right + 2]));
    }

    private void turnTo(int even) {
      if (even == top) {
        return;
      }
      float[] free = before;
      before = upper;
      upper = lower;
      lower = free;
      if (even != top + 2) {
        Arrays.fill(before, Float.NaN);
        Arrays.fill(upper, Float.NaN);
      }
      Arrays.fill(lower, Float.NaN);
      top = even;
    }

    /** Where in the row that place is, seen by now. */
    private int see(float[] row, int column, int y, Radiance light) {
      int at = SEEN * column;
      if (Float.isNaN(row[at])) {
        row[at + THING] = pixels.glance(2 * column, y, light) ? 1 : 0;
        row[at] = light.red;
        row[at + 1] = light.green;
        row[at + 2] = light.blue;
        row[at + 3] = shown(light.red);
        row[at + 4] = shown(light.green);
        row[at + 5] = shown(light.blue);
      }
      return at;
    }

    /** With a neighbour, if there is one. */
    private void compare(float[] row, int column, int y, int here, Radiance light) {
      if (column < 0 || 2 * column >= width || y < 0 || y >= height) {
        return;
      }
      int there = see(row, column, y, light);
      things |= row[there + THING] > 0;
      for (int i = 3; i < THING; i++) {
        alike &= Math.abs(row[there + i] - upper[here + i]) <= ALIKE;
      }
    }
  }

  private static float shown(float light) {
    return (float) Math.sqrt(Math.min(1, Math.max(0, Darkroom.film(light))));
  }
}
