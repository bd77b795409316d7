package io.atelier.media.codec;

/**
 * Pictures as {@link VideoEncoder} takes them: a byte of lightness for each pixel, then for each
 * two by two of them one of blueness, then as many of redness (BT.709, limited range).
 */
public final class Yuv420 {
  private static final int SHIFT = 16;
  private static final int HALF = 1 << SHIFT - 1;

  // BT.709's weights times 219/255 and 224/255.
  private static final int Y_RED = 11966;
  private static final int Y_GREEN = 40254;
  private static final int Y_BLUE = 4064;
  private static final int U_RED = -6596;
  private static final int U_GREEN = -22189;
  private static final int U_BLUE = 28785;
  private static final int V_RED = 28785;
  private static final int V_GREEN = -26145;
  private static final int V_BLUE = -2640;

  private Yuv420() {}

  public static int bytes(int width, int height) {
    return width * height * 3 / 2;
  }

  /**
   * Converts rows of a picture.
   *
   * @param rgb 0xRRGGBB for each pixel
   * @param fromRow even; so is toRow, which is the first that is left out
   */
  public static void convert(
      int[] rgb, int width, int height, byte[] yuv420, int fromRow, int toRow) {
    int u = width * height + fromRow / 2 * (width / 2);
    int v = u + width * height / 4;
    for (int y = fromRow; y < toRow; y += 2) {
      int upper = y * width;
      int lower = upper + width;
      for (int x = 0; x < width; x += 2) {
        int a = rgb[upper + x];
        int b = rgb[upper + x + 1];
        int c = rgb[lower + x];
        int d = rgb[lower + x + 1];
        yuv420[upper + x] = lightness(a);
        yuv420[upper + x + 1] = lightness(b);
        yuv420[lower + x] = lightness(c);
        yuv420[lower + x + 1] = lightness(d);
        // Four times each, summed two channels at a time.
        int sum = (a & 0xff00ff) + (b & 0xff00ff) + (c & 0xff00ff) + (d & 0xff00ff);
        int red = sum >>> 16;
        int blue = sum & 0xffff;
        int green = (a >> 8 & 0xff) + (b >> 8 & 0xff) + (c >> 8 & 0xff) + (d >> 8 & 0xff);
        yuv420[u++] = chroma(U_RED * red + U_GREEN * green + U_BLUE * blue);
        yuv420[v++] = chroma(V_RED * red + V_GREEN * green + V_BLUE * blue);
      }
    }
  }

  private static byte lightness(int rgb) {
    int sum = Y_RED * (rgb >> 16 & 0xff) + Y_GREEN * (rgb >> 8 & 0xff) + Y_BLUE * (rgb & 0xff);
    return (byte) (16 + (sum + HALF >> SHIFT));
  }

  private static byte chroma(int fourfold) {
    return (byte) (128 + (fourfold + 4 * HALF >> SHIFT + 2));
  }
}
