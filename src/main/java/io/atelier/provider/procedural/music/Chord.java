package io.atelier.provider.procedural.music;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A chord: its root and what sounds above it.
 *
 * @param root pitch class, 0 is C
 * @param intervals semitones above the root, rising, the root's own 0 first
 */
record Chord(int root, List<Integer> intervals) {
  private static final int[] LETTERS = {9, 11, 0, 2, 4, 5, 7};
  private static final Map<String, List<Integer>> QUALITIES =
      Map.ofEntries(
          Map.entry("", List.of(0, 4, 7)),
          Map.entry("m", List.of(0, 3, 7)),
          Map.entry("5", List.of(0, 7)),
          Map.entry("dim", List.of(0, 3, 6)),
          Map.entry("sus2", List.of(0, 2, 7)),
          Map.entry("sus4", List.of(0, 5, 7)),
          Map.entry("add9", List.of(0, 4, 7, 14)),
          Map.entry("madd9", List.of(0, 3, 7, 14)),
          Map.entry("6", List.of(0, 4, 7, 9)),
          Map.entry("m6", List.of(0, 3, 7, 9)),
          Map.entry("7", List.of(0, 4, 7, 10)),
          Map.entry("maj7", List.of(0, 4, 7, 11)),
          Map.entry("m7", List.of(0, 3, 7, 10)),
          Map.entry("m7b5", List.of(0, 3, 6, 10)),
          Map.entry("dim7", List.of(0, 3, 6, 9)),
          Map.entry("9", List.of(0, 4, 7, 10, 14)),
          Map.entry("maj9", List.of(0, 4, 7, 11, 14)),
          Map.entry("m9", List.of(0, 3, 7, 10, 14)),
          Map.entry("7b9", List.of(0, 4, 7, 10, 13)),
          Map.entry("13", List.of(0, 4, 7, 10, 14, 21)));

  /**
   * From its usual symbol, as Ebmaj7 or F#m.
   *
   * @throws IllegalArgumentException if there is no such chord
   */
  static Chord of(String symbol) {
    int root = LETTERS[symbol.charAt(0) - 'A'];
    int read = 1;
    if (symbol.startsWith("b", 1)) {
      root--;
      read++;
    } else if (symbol.startsWith("#", 1)) {
      root++;
      read++;
    }
    List<Integer> intervals = QUALITIES.get(symbol.substring(read));
    if (intervals == null) {
      throw new IllegalArgumentException("no such chord: " + symbol);
    }
    return new Chord(Math.floorMod(root, 12), intervals);
  }

  Chord transposed(int semitones) {
    return new Chord(Math.floorMod(root + semitones, 12), intervals);
  }

  boolean holds(int pitch) {
    return intervals.stream().anyMatch(i -> Math.floorMod(root + i - pitch, 12) == 0);
  }

  /** The pitch of its root nearest above, or at, a pitch. */
  int rootFrom(int lowest) {
    return lowest + Math.floorMod(root - lowest, 12);
  }

  /** Its third, or what is suspended in its place, above the root. */
  int third() {
    return intervals.size() > 2 ? intervals.get(1) : 7;
  }

  /** Its fifth above the root, diminished in some. */
  int fifth() {
    return intervals.size() > 2 ? intervals.get(2) : 7;
  }

  /**
   * So many pitch classes of it, the telling ones first: with few voices the fifth, then the root
   * goes, as the bass has them.
   */
  int[] essence(int voices) {
    List<Integer> kept = new ArrayList<>(intervals);
    for (int i : new int[] {7, 0}) {
      if (kept.size() > Math.max(voices, 2)) {
        kept.remove((Integer) i);
      }
    }
    int[] classes = new int[voices];
    Arrays.setAll(classes, i -> Math.floorMod(root + kept.get(i % kept.size()), 12));
    return classes;
  }
}
