package io.atelier.provider.procedural.music;

import java.util.ArrayList;
import java.util.List;

/**
 * The chords of a phrase, written in C.
 *
 * @param halves the chord of each half bar
 */
record Progression(Mode mode, List<Chord> halves) {

  /** A bar for each word; two chords in one are joined by a comma. */
  static Progression of(Mode mode, String bars) {
    List<Chord> halves = new ArrayList<>();
    for (String bar : bars.split(" ")) {
      String[] symbols = bar.split(",");
      halves.add(Chord.of(symbols[0]));
      halves.add(Chord.of(symbols[symbols.length - 1]));
    }
    return new Progression(mode, List.copyOf(halves));
  }

  int bars() {
    return halves.size() / 2;
  }

  /** One half as fast. */
  Progression stretched() {
    List<Chord> slow = new ArrayList<>();
    for (int bar = 0; bar < bars(); bar++) {
      for (int i = 0; i < 2; i++) {
        slow.add(halves.get(2 * bar));
        slow.add(halves.get(2 * bar + (i == 0 ? 0 : 1)));
      }
    }
    return new Progression(mode, List.copyOf(slow));
  }
}
