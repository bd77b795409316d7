package io.atelier.provider.procedural.texture;

/**
 * One point of a surface, before light falls on it.
 *
 * <p>A surface that will be seen as a picture carries the light of a room with it: the bands on a
 * metal, the sheen of a velvet. One that will be lit where it is shown is bare of that.
 *
 * <p>Colours are linear. Mutable, one per thread; {@link #clear} makes it a flat, matt, black
 * point.
 */
public final class Texel {
  private static final float BARE_SHADE = 0.4f;

  /** Whether the surface's colour shall show light that a bare surface only has where it is lit. */
  final boolean pictured;

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

  /** 1 where it is bare metal, 0 where it is anything else. */
  public float metal;

  /** 0 mirror to 1 chalk, where the gloss does not say it; below 0 the gloss does. */
  public float roughness;

  /** Scratch for cellular patterns. */
  final CellularNoise.Cell cell = new CellularNoise.Cell();

  /** A point of a surface that will be seen as a picture. */
  public Texel() {
    this(true);
  }

  private Texel(boolean pictured) {
    this.pictured = pictured;
    clear();
  }

  /** A point of a surface that will be lit where it is shown. */
  public static Texel bare() {
    return new Texel(false);
  }

  public void clear() {
    red = green = blue = 0;
    glowRed = glowGreen = glowBlue = 0;
    height = 0;
    gloss = 0;
    metal = 0;
    roughness = -1;
  }

  /** Makes the surface darker or lighter by the light that reaches it; less so if it is bare. */
  public void shade(float factor) {
    tint(pictured ? factor : 1 + BARE_SHADE * (factor - 1));
  }

  /** Makes the surface's own colour darker or lighter. */
  public void tint(float factor) {
    red *= factor;
    green *= factor;
    blue *= factor;
  }
}
