package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.texture.Bands;
import java.io.InterruptedIOException;

/**
 * Where a film that runs round is cut: of some places spread over it, where it moves least. There a
 * key frame follows a frame that was only brought up to date, which adds to whatever moves.
 */
final class QuietCut {
  private static final int PLACES = 8;

  /** Every so many pixels tell enough. */
  private static final int STRIDE = 7;

  private QuietCut() {}

  /**
   * The same film, begun where it moves least.
   *
   * @throws InterruptedIOException if the thread is interrupted; its interrupt status stays set
   */
  static Film of(Film film) throws InterruptedIOException {
    long[] steps = new long[PLACES];
    Bands.inPairs(PLACES, place -> steps[place] = step(film, at(film, place)));
    int quietest = 0;
    for (int place = 1; place < PLACES; place++) {
      quietest = steps[place] < steps[quietest] ? place : quietest;
    }
    return film.from(at(film, quietest));
  }

  private static int at(Film film, int place) {
    return place * film.frames() / PLACES;
  }

  /** How much changes from the frame before to this one. */
  private static long step(Film film, int frame) {
    Canvas canvas = new Canvas(film.width(), film.height());
    film.paint(Math.floorMod(frame - 1, film.frames()), canvas);
    int[] before = canvas.expose().clone();
    film.paint(frame, canvas);
    int[] here = canvas.expose();
    long sum = 0;
    for (int i = 0; i < here.length; i += STRIDE) {
      sum += square(before[i] >> 16, here[i] >> 16);
      sum += square(before[i] >> 8, here[i] >> 8);
      sum += square(before[i], here[i]);
    }
    return sum;
  }

  private static int square(int one, int other) {
    int off = (one & 0xff) - (other & 0xff);
    return off * off;
  }
}
