package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Sine;

/** The folds of a theatre's curtain. */
final class Curtain {
  private Curtain() {}

  /** How much light falls on it there, 0 to 1. */
  static float shade(float x, float y, float[] offsets) {
    float gather = 0.03f * Sine.ofTurns(x * 1.3 + offsets[0]);
    float broad = Sine.ofTurns((x + gather) * 5.5 + 0.02 * y + offsets[1]);
    float fine = Sine.ofTurns((x + gather) * 13 + 0.1 * Sine.ofTurns(y * 0.5) + offsets[2]);
    float fold = 0.5f + 0.32f * broad + 0.18f * fine;
    return fold * fold * (1.6f - 0.6f * fold);
  }
}
