package io.atelier.provider.procedural;

/**
 * One point of a surface, before light falls on it.
 *
 * <p>Colours are linear. Mutable, one per thread; {@link #clear} makes it a flat, matt, black
 * point.
 */
final class Texel {
  /** The surface's own colour. */
  float red;

  float green;
  float blue;

  /** Light it gives off itself. */
  float glowRed;

  float glowGreen;
  float glowBlue;

  /** How far it stands out, in tile widths. */
  float height;

  /** 0 matt to 1 mirror-like. */
  float gloss;

  /** Scratch for cellular patterns. */
  final CellularNoise.Cell cell = new CellularNoise.Cell();

  void clear() {
    red = green = blue = 0;
    glowRed = glowGreen = glowBlue = 0;
    height = 0;
    gloss = 0;
  }

  /** Makes the surface darker or lighter. */
  void shade(float factor) {
    red *= factor;
    green *= factor;
    blue *= factor;
  }
}
