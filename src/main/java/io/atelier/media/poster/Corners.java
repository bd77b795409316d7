package io.atelier.media.poster;

import java.util.Arrays;

/** Which vertices the corners of triangles are: of those that a file has, at times few. */
final class Corners {
  private Corners() {}

  /**
   * Numbers the corners anew, so that every number is that of a vertex in use.
   *
   * @param corners which are replaced
   * @return the number that each vertex in use had, in the order of these
   */
  static int[] renumbered(int[] corners) {
    int[] sorted = corners.clone();
    Arrays.sort(sorted);
    int kept = 0;
    for (int i = 0; i < sorted.length; i++) {
      if (i == 0 || sorted[i] != sorted[i - 1]) {
        sorted[kept++] = sorted[i];
      }
    }
    for (int i = 0; i < corners.length; i++) {
      corners[i] = Arrays.binarySearch(sorted, 0, kept, corners[i]);
    }
    return Arrays.copyOf(sorted, kept);
  }
}
