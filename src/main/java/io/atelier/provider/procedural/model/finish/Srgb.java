package io.atelier.provider.procedural.model.finish;

import io.atelier.provider.procedural.prompt.Curve;

/** Between light, which is linear, and 8-bit sRGB. */
final class Srgb {
  private static final int STEPS = 8191;
  private static final int[] ENCODED = new int[STEPS + 1];
  private static final float[] LINEAR = new float[256];

  static {
    for (int i = 0; i <= STEPS; i++) {
      double x = (double) i / STEPS;
      double y = x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
      ENCODED[i] = (int) Math.round(y * 255);
    }
    for (int i = 0; i < 256; i++) {
      double y = i / 255.0;
      LINEAR[i] = (float) (y <= 0.04045 ? y / 12.92 : StrictMath.pow((y + 0.055) / 1.055, 2.4));
    }
  }

  private Srgb() {}

  static int of(float red, float green, float blue) {
    return encoded(red) << 16 | encoded(green) << 8 | encoded(blue);
  }

  static int of(float[] rgb) {
    return of(rgb[0], rgb[1], rgb[2]);
  }

  /** Red, green and blue of 0xRRGGBB. */
  static float[] linear(int rgb) {
    return new float[] {LINEAR[rgb >> 16 & 255], LINEAR[rgb >> 8 & 255], LINEAR[rgb & 255]};
  }

  /** Of one channel, 0 to 255. */
  static float linearChannel(int octet) {
    return LINEAR[octet];
  }

  private static int encoded(float light) {
    return ENCODED[(int) (Curve.clamp(light) * STEPS + 0.5f)];
  }
}
