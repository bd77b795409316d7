package io.atelier.provider.procedural.prompt;

/**
 * A colour as lightness and two opponent axes that mix the way eyes expect (Ottosson, "A perceptual
 * color space", 2020).
 *
 * @param lightness 0 to 1
 * @param a green to red, about -0.3 to 0.3
 * @param b blue to yellow, the same
 */
public record Oklab(double lightness, double a, double b) {

  /** From 0xRRGGBB, sRGB. */
  public static Oklab ofSrgb(int rgb) {
    double red = linear((rgb >> 16 & 0xff) / 255.0);
    double green = linear((rgb >> 8 & 0xff) / 255.0);
    double blue = linear((rgb & 0xff) / 255.0);
    double l = StrictMath.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue);
    double m = StrictMath.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue);
    double s = StrictMath.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue);
    return new Oklab(
        0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
        1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
        0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s);
  }

  /**
   * From lightness, chroma (0 to about 0.3) and hue in turns: 0.08 red, 0.3 yellow, 0.4 green, 0.73
   * blue.
   */
  public static Oklab ofHue(double lightness, double chroma, double hue) {
    return new Oklab(
        lightness,
        chroma * StrictMath.cos(2 * Math.PI * hue),
        chroma * StrictMath.sin(2 * Math.PI * hue));
  }

  public double chroma() {
    return Math.sqrt(a * a + b * b);
  }

  /** In turns, -0.5 to 0.5. */
  public double hue() {
    return StrictMath.atan2(b, a) / (2 * Math.PI);
  }

  public Oklab mix(Oklab other, double t) {
    return new Oklab(
        lightness + (other.lightness - lightness) * t,
        a + (other.a - a) * t,
        b + (other.b - b) * t);
  }

  /** Linear red, green and blue in 0 to 1; colours no screen can show lose chroma, not hue. */
  public float[] toLinearRgb() {
    double light = Math.max(0, Math.min(1, lightness));
    double scale = 1;
    for (int i = 0; i < 12; i++) {
      float[] rgb = linearRgb(light, a * scale, b * scale);
      if (inGamut(rgb)) {
        return rgb;
      }
      scale *= 0.85;
    }
    return clamped(linearRgb(light, 0, 0));
  }

  private static float[] linearRgb(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new float[] {
      (float) (4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      (float) (-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      (float) (-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
    };
  }

  private static boolean inGamut(float[] rgb) {
    for (float channel : rgb) {
      if (channel < -0.0005f || channel > 1.0005f) {
        return false;
      }
    }
    clamped(rgb);
    return true;
  }

  private static float[] clamped(float[] rgb) {
    for (int i = 0; i < 3; i++) {
      rgb[i] = Curve.clamp(rgb[i]);
    }
    return rgb;
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static double linear(double srgb) {
    return srgb <= 0.04045 ? srgb / 12.92 : StrictMath.pow((srgb + 0.055) / 1.055, 2.4);
  }
}
