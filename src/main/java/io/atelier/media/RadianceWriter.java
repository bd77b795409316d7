package io.atelier.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes a Radiance picture row by row, from the top, in the new run-length coding (Radiance
 * reference, "picture file format").
 *
 * <p>Holds one row. The stream should be a buffered one; the caller closes it.
 */
public final class RadianceWriter {
  private static final int SHORTEST_RUN = 4;
  private static final int LONGEST_RUN = 127;
  private static final int LONGEST_LITERAL = 128;

  private final OutputStream out;
  private final int width;
  private final byte[] row;

  /**
   * Writes the header.
   *
   * @param width 8 to 32,767
   */
  public RadianceWriter(OutputStream out, int width, int height) throws IOException {
    if (width < 8 || width > 0x7fff || height < 1) {
      throw new IllegalArgumentException("a picture of " + width + " x " + height);
    }
    this.out = out;
    this.width = width;
    row = new byte[4 * width];
    String header = "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y " + height + " +X " + width + "\n";
    out.write(header.getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes the next row: red, green and blue of each pixel in linear light, none negative. */
  public void row(float[] rgb) throws IOException {
    for (int x = 0; x < width; x++) {
      pixel(x, rgb[3 * x], rgb[3 * x + 1], rgb[3 * x + 2]);
    }
    out.write(2);
    out.write(2);
    out.write(width >> 8);
    out.write(width);
    for (int channel = 0; channel < 4; channel++) {
      runs(channel * width, (channel + 1) * width);
    }
  }

  private void pixel(int x, float r, float g, float b) {
    float most = Math.max(r, Math.max(g, b));
    int exponent = most < 1e-32f ? -128 : Math.getExponent(most) + 1;
    double scale = Math.scalb(256.0, -exponent);
    row[x] = (byte) (exponent == -128 ? 0 : (int) (r * scale));
    row[width + x] = (byte) (exponent == -128 ? 0 : (int) (g * scale));
    row[2 * width + x] = (byte) (exponent == -128 ? 0 : (int) (b * scale));
    row[3 * width + x] = (byte) (exponent + 128);
  }

  private void runs(int from, int end) throws IOException {
    int at = from;
    while (at < end) {
      int literal = at;
      int run = runAt(at, end);
      while (run < SHORTEST_RUN && at < end && at - literal < LONGEST_LITERAL) {
        at++;
        run = at < end ? runAt(at, end) : 0;
      }
      if (at > literal) {
        out.write(at - literal);
        out.write(row, literal, at - literal);
      }
      if (run >= SHORTEST_RUN) {
        out.write(128 + run);
        out.write(row[at]);
        at += run;
      }
    }
  }

  private int runAt(int at, int end) {
    int run = 1;
    while (run < LONGEST_RUN && at + run < end && row[at + run] == row[at]) {
      run++;
    }
    return run;
  }
}
