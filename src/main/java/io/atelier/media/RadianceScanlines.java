package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.util.Arrays;

/**
 * The scanlines of a Radiance picture one after the other, in any of its three codings: flat, old
 * run-length and new run-length ("picture file format"; Ward, Graphics Gems II).
 */
final class RadianceScanlines {
  private static final int SHORTEST_NEW_CODING = 8;
  private static final int LONGEST_NEW_CODING = 0x7fff;

  private final ByteReader reader;
  private final RadianceHeader header;

  RadianceScanlines(ByteReader reader, RadianceHeader header) {
    this.reader = reader;
    this.header = header;
  }

  /** The picture a file holds, if it has all its scanlines; the reader's position is anywhere. */
  static ProbeResult probe(ByteReader reader) throws IOException, MalformedMedia {
    RadianceHeader header = RadianceHeader.read(reader);
    RadianceScanlines scanlines = new RadianceScanlines(reader, header);
    byte[] line = new byte[header.lineLength() * 4];
    for (int i = 0; i < header.lines(); i++) {
      scanlines.next(line);
    }
    return PixelLimit.image(FileFormat.HDR, header.width(), header.height());
  }

  /** The next line: first byte of every pixel, second of every pixel, third, exponents. */
  void next(byte[] line) throws IOException, MalformedMedia {
    int length = header.lineLength();
    int first = reader.u8();
    int second = reader.u8();
    int third = reader.u8();
    int fourth = reader.u8();
    boolean coded =
        length >= SHORTEST_NEW_CODING
            && length <= LONGEST_NEW_CODING
            && first == 2
            && second == 2
            && third < 0x80;
    if (coded) {
      require((third << 8 | fourth) == length, "Radiance scanline of another length");
      for (int channel = 0; channel < 4; channel++) {
        runs(line, channel * length, (channel + 1) * length);
      }
    } else {
      pixels(line, first, second, third, fourth);
    }
  }

  private void runs(byte[] line, int from, int end) throws IOException, MalformedMedia {
    int at = from;
    while (at < end) {
      int count = reader.u8();
      boolean run = count > 128;
      count = run ? count - 128 : count;
      require(count > 0 && count <= end - at, "Radiance run over the end of its line");
      if (run) {
        Arrays.fill(line, at, at + count, (byte) reader.u8());
      } else {
        reader.read(line, at, count);
      }
      at += count;
    }
  }

  /** Flat pixels, of which 1 1 1 n repeats the last n times, and more for each in a row. */
  private void pixels(byte[] line, int first, int second, int third, int fourth)
      throws IOException, MalformedMedia {
    int length = header.lineLength();
    int r = first;
    int g = second;
    int b = third;
    int e = fourth;
    int shift = 0;
    for (int at = 0; ; ) {
      if (r == 1 && g == 1 && b == 1) {
        long count = (long) e << shift;
        require(at > 0 && count <= length - at, "Radiance run over the end of its line");
        for (int from = at; from < 4 * length; from += length) {
          Arrays.fill(line, from, from + (int) count, line[from - 1]);
        }
        at += (int) count;
        shift += 8;
        require(shift <= 24, "Radiance run without end");
      } else {
        line[at] = (byte) r;
        line[length + at] = (byte) g;
        line[2 * length + at] = (byte) b;
        line[3 * length + at] = (byte) e;
        at++;
        shift = 0;
      }
      if (at == length) {
        return;
      }
      r = reader.u8();
      g = reader.u8();
      b = reader.u8();
      e = reader.u8();
    }
  }
}
