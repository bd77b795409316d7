package io.atelier.provider.procedural.model.finish;

/**
 * What one stroke of a print leaves: a colour, and how it shines and stands out.
 *
 * @param rgb sRGB, 0xRRGGBB
 * @param metal 0 or 1
 * @param rough 0 to 1
 * @param height 0 to 1, of the print's relief
 */
public record Ink(int rgb, double metal, double rough, double height) {

  public static Ink matt(int rgb) {
    return new Ink(rgb, 0, 0.6, 0.5);
  }

  public static Ink glossy(int rgb) {
    return new Ink(rgb, 0, 0.28, 0.5);
  }

  /** Foil stamped on: standing out a little, shining. */
  public static Ink foil(int rgb) {
    return new Ink(rgb, 1, 0.24, 0.62);
  }

  public Ink at(double newHeight) {
    return new Ink(rgb, metal, rough, newHeight);
  }
}
