package io.atelier.provider.procedural.music;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of the song, most of eight bars.
 *
 * @param first its first bar
 * @param theme 0 the verse, 1 the chorus
 * @param turn how often its theme was there before
 * @param intensity 0.4 a quiet middle to 1 everybody
 */
record Section(int first, int bars, int theme, int turn, double intensity) {
  private static final int[] THEMES = {0, 1, 0, 1, 0, 0, 1, 1};
  private static final double[] INTENSITIES = {0.7, 1, 0.8, 0.95, 0.45, 0.75, 1, 0.9};

  /** The parts of a song of so many bars: it starts where its end can go on to, with no intro. */
  static List<Section> form(int bars) {
    List<Section> form = new ArrayList<>();
    int[] turns = new int[2];
    int usual = bars < 16 ? 4 : 8;
    int first = 0;
    while (first < bars) {
      int left = bars - first;
      int length = left - usual < 4 ? left : usual; // two bars alone are no part
      int i = form.size() % THEMES.length;
      int theme = THEMES[i];
      form.add(new Section(first, length, theme, turns[theme]++, INTENSITIES[i]));
      first += length;
    }
    return List.copyOf(form);
  }

  int end() {
    return first + bars;
  }

  boolean lastBar(int bar) {
    return bar == end() - 1;
  }
}
