package io.atelier.provider.procedural.sky;

import io.atelier.provider.procedural.prompt.Oklab;

/** A colour of light, linear. */
public record Tint(float red, float green, float blue) {
  static final Tint WHITE = new Tint(1, 1, 1);

  static Tint of(Oklab colour) {
    float[] rgb = colour.toLinearRgb();
    return new Tint(rgb[0], rgb[1], rgb[2]);
  }

  Tint times(float factor) {
    return new Tint(red * factor, green * factor, blue * factor);
  }

  Tint times(Tint other) {
    return new Tint(red * other.red, green * other.green, blue * other.blue);
  }

  Tint plus(Tint other) {
    return new Tint(red + other.red, green + other.green, blue + other.blue);
  }

  Tint mix(Tint other, float t) {
    return new Tint(
        red + (other.red - red) * t,
        green + (other.green - green) * t,
        blue + (other.blue - blue) * t);
  }

  /** The same hue at luminance 1, at most {@code strongest} times as strong in any channel. */
  Tint chroma(float strongest) {
    float light = Math.max(0.02f, 0.2126f * red + 0.7152f * green + 0.0722f * blue);
    return new Tint(
        Math.min(strongest, red / light),
        Math.min(strongest, green / light),
        Math.min(strongest, blue / light));
  }
}
