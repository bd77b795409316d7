package io.atelier.provider.procedural.texture;

/** Linear light, 0 to 1, to the 8-bit sRGB that screens show (IEC 61966-2-1), from a table. */
public final class Srgb {
  private static final int STEPS = 8191;
  private static final byte[] TABLE = new byte[STEPS + 1];

  static {
    for (int i = 0; i <= STEPS; i++) {
      double x = (double) i / STEPS;
      double y = x <= 0.0031308 ? 12.92 * x : 1.055 * StrictMath.pow(x, 1 / 2.4) - 0.055;
      TABLE[i] = (byte) Math.round(y * 255);
    }
  }

  private Srgb() {}

  /** Light below 0 is black, above 1 white. */
  public static byte encoded(float light) {
    return TABLE[(int) (Math.max(0, Math.min(1, light)) * STEPS)];
  }
}
