package io.atelier.provider.procedural.model.finish;

/**
 * One point of a surface as physically based rendering wants it, with no light on it.
 *
 * <p>Mutable, one per thread.
 */
final class Grain {
  /** The colour it reflects, linear, 0 to 1. */
  float red;

  float green;
  float blue;

  /** 0 for everything else, 1 for bare metal. */
  float metal;

  /** 0 for a mirror, 1 for chalk. */
  float rough;

  /** How far it stands out, in tile widths. */
  float height;

  /** How much of the sky it sees, 0 to 1. */
  float open = 1;

  void colour(float[] rgb, float shade) {
    red = rgb[0] * shade;
    green = rgb[1] * shade;
    blue = rgb[2] * shade;
  }
}
