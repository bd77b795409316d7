package io.atelier.provider.procedural.music;

import java.util.ArrayList;
import java.util.List;

/**
 * A rhythm in sixteenths, most of one bar.
 *
 * @param steps where something is played, in order
 */
record Pattern(List<Step> steps) {
  private static final double SIXTEENTH = 0.25;

  /** A note of it: where in the pattern and how long, in beats, and how hard. */
  record Step(double beat, double beats, double velocity) {}

  /**
   * From a sign for each sixteenth.
   *
   * @param signs X hard, x played, o soft, - held on, anything else silent
   */
  static Pattern of(String signs) {
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < signs.length(); i++) {
      double velocity =
          switch (signs.charAt(i)) {
            case 'X' -> 1;
            case 'x' -> 0.75;
            case 'o' -> 0.35;
            default -> 0;
          };
      if (velocity > 0) {
        int end = i + 1;
        while (end < signs.length() && signs.charAt(end) == '-') {
          end++;
        }
        steps.add(new Step(i * SIXTEENTH, (end - i) * SIXTEENTH, velocity));
      }
    }
    return new Pattern(List.copyOf(steps));
  }

  static List<Pattern> all(String... signs) {
    return List.of(signs).stream().map(Pattern::of).toList();
  }
}
