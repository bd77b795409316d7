package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Curve;
import io.atelier.provider.procedural.texture.Ramp;

/**
 * A ramp as a screen shows it, without the small steps that it has where its colours reach the edge
 * of what a screen can show: on a sky they would be seen.
 */
final class Gradient {
  private static final int KEYS = 12;
  private static final int STEPS = 512;

  private final Colour[] colours = new Colour[STEPS + 1];

  Gradient(Ramp ramp) {
    Colour[] keys = new Colour[KEYS + 1];
    for (int i = 0; i <= KEYS; i++) {
      keys[i] = Colour.of(ramp, (double) i / KEYS);
    }
    for (int i = 0; i <= STEPS; i++) {
      float at = (float) i * KEYS / STEPS;
      int key = Math.min((int) at, KEYS - 1);
      colours[i] = keys[key].mix(keys[key + 1], at - key);
    }
  }

  /** What is out of 0 to 1 has the colour of the nearer end. */
  Colour at(float t) {
    return colours[Math.round(Curve.clamp(t) * STEPS)];
  }
}
