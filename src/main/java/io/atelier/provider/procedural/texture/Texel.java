package io.atelier.provider.procedural.texture;

/**
 * One point of a surface, before light falls on it.
 *
 * <p>Colours are linear. Mutable, one per thread; {@link #clear} makes it a flat, matt, black
 * point.
 */
public final class Texel {
  /** The surface's own colour. */
  public float red;

  public float green;
  public float blue;

  /** Light it gives off itself. */
  public float glowRed;

  public float glowGreen;
  public float glowBlue;

  /** How far it stands out, in tile widths. */
  public float height;

  /** 0 matt to 1 mirror-like. */
  public float gloss;

  /** Scratch for cellular patterns. */
  final CellularNoise.Cell cell = new CellularNoise.Cell();

  public void clear() {
    red = green = blue = 0;
    glowRed = glowGreen = glowBlue = 0;
    height = 0;
    gloss = 0;
  }

  /** Makes the surface darker or lighter. */
  public void shade(float factor) {
    red *= factor;
    green *= factor;
    blue *= factor;
  }
}
