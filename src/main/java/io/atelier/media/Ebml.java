package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * An element of an EBML file (RFC 8794), whose id and size have been read.
 *
 * @param id with its length mark
 * @param end where its content ends in the file; -1 if the file does not say
 */
record Ebml(long id, long end) {

  /** Reads the head of the element that begins here, which must end before a limit. */
  static Ebml next(ByteReader reader, long limit) throws IOException, MalformedMedia {
    reader.countPart();
    long id = number(reader, true);
    long size = number(reader, false);
    require(
        size <= limit - reader.position(),
        () ->
            "cut short: EBML element of "
                + size
                + " bytes, "
                + (limit - reader.position())
                + " left");
    return new Ebml(id, size < 0 ? -1 : reader.position() + size);
  }

  /** Whether its size is known. */
  boolean sized() {
    return end >= 0;
  }

  /** The content as an unsigned number; one that does not fit comes out negative. */
  long unsigned(ByteReader reader) throws IOException, MalformedMedia {
    long size = end - reader.position();
    require(sized() && size <= 8, "EBML number of " + size + " bytes");
    long value = 0;
    for (; size > 0; size--) {
      value = value << 8 | reader.u8();
    }
    return value;
  }

  /** The content as a floating-point number. */
  double floating(ByteReader reader) throws IOException, MalformedMedia {
    long size = end - reader.position();
    require(sized() && (size == 0 || size == 4 || size == 8), "EBML float of " + size + " bytes");
    return size == 0
        ? 0
        : size == 4
            ? Float.intBitsToFloat((int) reader.u32be())
            : Double.longBitsToDouble(reader.u64be());
  }

  /** The content as text, of which only so many bytes are of interest. */
  String text(ByteReader reader, int most) throws IOException, MalformedMedia {
    require(sized(), "EBML text without a length");
    return reader.ascii((int) Math.min(most, end - reader.position()));
  }

  /** A number of variable length; -1 if it is the size "unknown". Ids keep their length mark. */
  static long number(ByteReader reader, boolean id) throws IOException, MalformedMedia {
    int first = reader.u8();
    int more = Integer.numberOfLeadingZeros(first) - 24;
    require(more < (id ? 4 : 8), "EBML number too long");
    long value = id ? first : first & (0x7f >> more);
    boolean unknown = !id && value == 0x7f >> more;
    for (int i = 0; i < more; i++) {
      int next = reader.u8();
      unknown &= next == 0xff;
      value = value << 8 | next;
    }
    return unknown ? -1 : value;
  }
}
