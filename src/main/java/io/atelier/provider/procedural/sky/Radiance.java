package io.atelier.provider.procedural.sky;

/** The light from one direction, linear red, green and blue; mutable, one per thread. */
public final class Radiance {
  public float red;
  public float green;
  public float blue;

  public void set(float red, float green, float blue) {
    this.red = red;
    this.green = green;
    this.blue = blue;
  }

  void set(Tint tint, float strength) {
    set(tint.red() * strength, tint.green() * strength, tint.blue() * strength);
  }

  void add(Tint tint, float strength) {
    red += tint.red() * strength;
    green += tint.green() * strength;
    blue += tint.blue() * strength;
  }

  /** Covers it with another light, as opaque as said, 0 to 1. */
  void cover(Tint tint, float strength, float opacity) {
    red += (tint.red() * strength - red) * opacity;
    green += (tint.green() * strength - green) * opacity;
    blue += (tint.blue() * strength - blue) * opacity;
  }

  void scale(float factor) {
    red *= factor;
    green *= factor;
    blue *= factor;
  }

  void filter(Tint tint) {
    red *= tint.red();
    green *= tint.green();
    blue *= tint.blue();
  }

  /** The brightest of its colours. */
  float most() {
    return Math.max(red, Math.max(green, blue));
  }

  public float luminance() {
    return 0.2126f * red + 0.7152f * green + 0.0722f * blue;
  }
}
