package io.atelier.provider.procedural.video;

import io.atelier.provider.procedural.prompt.Oklab;
import io.atelier.provider.procedural.texture.Ramp;
import io.atelier.provider.procedural.texture.Texel;

/** Light as a screen shows it, each channel 0 to 1. */
record Colour(float red, float green, float blue) {
  static final Colour BLACK = new Colour(0, 0, 0);
  static final Colour WHITE = new Colour(1, 1, 1);

  /** A place on a gradient. */
  static Colour of(Ramp ramp, double t) {
    Texel texel = new Texel();
    ramp.paint((float) t, texel);
    return new Colour(encoded(texel.red), encoded(texel.green), encoded(texel.blue));
  }

  static Colour of(Oklab colour) {
    float[] linear = colour.toLinearRgb();
    return new Colour(encoded(linear[0]), encoded(linear[1]), encoded(linear[2]));
  }

  static Colour srgb(int rgb) {
    return new Colour((rgb >> 16 & 0xff) / 255f, (rgb >> 8 & 0xff) / 255f, (rgb & 0xff) / 255f);
  }

  Colour mix(Colour other, float t) {
    return new Colour(
        red + (other.red - red) * t,
        green + (other.green - green) * t,
        blue + (other.blue - blue) * t);
  }

  Colour times(float factor) {
    return new Colour(red * factor, green * factor, blue * factor);
  }

  private static float encoded(float linear) {
    return linear <= 0.0031308f
        ? 12.92f * linear
        : (float) (1.055 * StrictMath.pow(linear, 1 / 2.4) - 0.055);
  }
}
