package io.atelier.provider.procedural.sky;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The Radiance picture format (its reference, "picture file format"): shared-exponent pixels,
 * run-length encoded by channel and row.
 */
final class RadianceFile {
  private static final int SHORTEST_RUN = 4;
  private static final int LONGEST_RUN = 127;
  private static final int LONGEST_LITERAL = 128;

  private RadianceFile() {}

  static void writeHeader(OutputStream out, int width, int height) throws IOException {
    String header =
        "#?RADIANCE\nFORMAT=32-bit_rle_rgbe\nEXPOSURE=1.0\n\n-Y " + height + " +X " + width + "\n";
    out.write(header.getBytes(StandardCharsets.US_ASCII));
  }

  /** Writes one pixel's red, green, blue and exponent into four planes of {@code width} bytes. */
  static void encode(Radiance light, byte[] planes, int x) {
    int width = planes.length / 4;
    float most = Math.max(light.red, Math.max(light.green, light.blue));
    if (!(most > 1e-32f)) {
      planes[x] = planes[x + width] = planes[x + 2 * width] = planes[x + 3 * width] = 0;
      return;
    }
    int exponent = Math.getExponent(most) + 1;
    float scale = Math.scalb(256f, -exponent);
    planes[x] = (byte) (int) (Math.max(0, light.red) * scale);
    planes[x + width] = (byte) (int) (Math.max(0, light.green) * scale);
    planes[x + 2 * width] = (byte) (int) (Math.max(0, light.blue) * scale);
    planes[x + 3 * width] = (byte) (exponent + 128);
  }

  /** One row, packed. */
  static byte[] row(byte[] planes) {
    int width = planes.length / 4;
    ByteArrayOutputStream out = new ByteArrayOutputStream(planes.length);
    out.write(2);
    out.write(2);
    out.write(width >> 8);
    out.write(width);
    for (int plane = 0; plane < 4; plane++) {
      pack(planes, plane * width, (plane + 1) * width, out);
    }
    return out.toByteArray();
  }

  private static void pack(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
    int literal = from;
    int at = from;
    while (at < to) {
      int run = run(bytes, at, to);
      if (run < SHORTEST_RUN) {
        at += run;
        continue;
      }
      literals(bytes, literal, at, out);
      out.write(128 + run);
      out.write(bytes[at]);
      at += run;
      literal = at;
    }
    literals(bytes, literal, to, out);
  }

  private static int run(byte[] bytes, int at, int to) {
    int end = Math.min(to, at + LONGEST_RUN);
    int next = at + 1;
    while (next < end && bytes[next] == bytes[at]) {
      next++;
    }
    return next - at;
  }

  private static void literals(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
    for (int at = from; at < to; at += LONGEST_LITERAL) {
      int count = Math.min(LONGEST_LITERAL, to - at);
      out.write(count);
      out.write(bytes, at, count);
    }
  }
}
