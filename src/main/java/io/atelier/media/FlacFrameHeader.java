package io.atelier.media;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The header of a FLAC frame (RFC 9639, section 9.1).
 *
 * @param variable whether frames are numbered by their first sample, not by their own order
 * @param number that number
 * @param samples in each channel
 */
record FlacFrameHeader(boolean variable, long number, int samples) {
  private static final int SHORTEST = 7;

  /** Reads a header and its checksum; null if there is none here. */
  static @Nullable FlacFrameHeader read(ByteReader reader, long end)
      throws IOException, MalformedMedia {
    Bytes bytes = new Bytes(reader);
    if (end - reader.position() < SHORTEST) {
      return null;
    }
    int sync = bytes.next() << 8 | bytes.next();
    int sizes = bytes.next();
    int channelsAndDepth = bytes.next();
    if ((sync & 0xfffe) != 0xfff8
        || sizes >> 4 == 0
        || (sizes & 15) == 15
        || channelsAndDepth >> 4 > 10
        || (channelsAndDepth & 1) != 0) {
      return null;
    }
    long number = number(bytes);
    int samples =
        switch (sizes >> 4) {
          case 1 -> 192;
          case 2, 3, 4, 5 -> 576 << (sizes >> 4) - 2;
          case 6 -> bytes.next() + 1;
          case 7 -> (bytes.next() << 8 | bytes.next()) + 1;
          default -> 256 << (sizes >> 4) - 8;
        };
    for (int extra = (sizes & 15) == 12 ? 1 : (sizes & 15) > 12 ? 2 : 0; extra > 0; extra--) {
      bytes.next();
    }
    int expected = bytes.crc;
    return number >= 0 && reader.position() < end && reader.u8() == expected
        ? new FlacFrameHeader((sync & 1) == 1, number, samples)
        : null;
  }

  /** Whether it is that of the frame behind the last one, with so many samples before it. */
  boolean follows(@Nullable FlacFrameHeader last, long before, int largestBlock) {
    if (samples > largestBlock) {
      return false;
    }
    if (last == null) {
      return true;
    }
    return variable == last.variable && number == (variable ? before : last.number + 1);
  }

  /** A number coded as UTF-8 codes characters, of up to 36 bits; -1 if it is not. */
  private static long number(Bytes bytes) throws IOException, MalformedMedia {
    int first = bytes.next();
    int more = Integer.numberOfLeadingZeros(~(first << 24)) - 1;
    if (more < 0) {
      return first;
    }
    if (more == 0 || more > 6) {
      return -1;
    }
    long number = first & (0x3f >> more);
    for (; more > 0; more--) {
      int next = bytes.next();
      if (next >> 6 != 2) {
        return -1;
      }
      number = number << 6 | next & 0x3f;
    }
    return number;
  }

  /** One byte more in a CRC-16 of polynomial 0x8005, as it ends each frame. */
  static int crc16(int crc, int value) {
    int next = crc ^ value << 8;
    for (int bit = 0; bit < 8; bit++) {
      next = (next & 0x8000) != 0 ? next << 1 ^ 0x8005 : next << 1;
    }
    return next & 0xffff;
  }

  /** The bytes of a header, with their CRC-8 of polynomial 7. */
  private static final class Bytes {
    private final ByteReader reader;
    private int crc;

    Bytes(ByteReader reader) {
      this.reader = reader;
    }

    int next() throws IOException, MalformedMedia {
      int value = reader.u8();
      int sum = crc ^ value;
      for (int bit = 0; bit < 8; bit++) {
        sum = (sum & 0x80) != 0 ? sum << 1 ^ 7 : sum << 1;
      }
      crc = sum & 0xff;
      return value;
    }
  }
}
