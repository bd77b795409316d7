package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * A box of an ISO base media file (ISO/IEC 14496-12, section 4.2), whose header has been read.
 *
 * @param type its four characters as a number
 * @param end where its content ends in the file
 */
record IsoBox(int type, long end) {
  /** More than a day of sixty frames a second; those that are read are counted, too. */
  private static final int MAX_ENTRIES = 8_000_000;

  /** A type as a number. */
  static int type(String characters) {
    byte[] bytes = characters.getBytes(StandardCharsets.ISO_8859_1);
    return bytes[0] << 24 | (bytes[1] & 0xff) << 16 | (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
  }

  /** What is done with a box; it may read as much of the content as it likes, but not more. */
  interface Visitor {
    void visit(IsoBox box) throws IOException, MalformedMedia;
  }

  /** Reads the header of the box that begins here. */
  static IsoBox next(ByteReader reader, long limit) throws IOException, MalformedMedia {
    reader.countPart();
    long start = reader.position();
    require(limit - start >= 8, () -> "cut short: box header of " + (limit - start) + " bytes");
    long announced = reader.u32be();
    int type = (int) reader.u32be();
    long size = announced == 1 ? reader.u64be() : announced == 0 ? limit - start : announced;
    long begun = reader.position();
    long content = size - (begun - start);
    require(content >= 0, () -> "MP4 box misplaced or of size " + size);
    require(
        content <= limit - begun,
        () -> "cut short: box of " + content + " bytes, " + (limit - begun) + " left");
    return new IsoBox(type, begun + content);
  }

  /** Visits the boxes from here to the limit, one after the other. */
  static void each(ByteReader reader, long limit, Visitor visitor)
      throws IOException, MalformedMedia {
    while (reader.position() < limit) {
      IsoBox box = next(reader, limit);
      visitor.visit(box);
      require(reader.position() <= box.end, "MP4 box too short for what it is");
      reader.moveTo(box.end);
    }
  }

  /** Visits the boxes inside this one. */
  void each(ByteReader reader, Visitor visitor) throws IOException, MalformedMedia {
    reader.enter();
    each(reader, end, visitor);
    reader.leave();
  }

  /** The version of a full box, its first byte; the flags behind it are passed over. */
  static int version(ByteReader reader) throws IOException, MalformedMedia {
    int version = reader.u8();
    reader.skip(3);
    return version;
  }

  /** A table's count of entries of so many bytes, which must fit in the box. */
  int entries(ByteReader reader, int bytesEach) throws IOException, MalformedMedia {
    long count = reader.u32be();
    require(
        count <= (end - reader.position()) / bytesEach && count <= MAX_ENTRIES,
        "MP4 table of " + count + " entries");
    return (int) count;
  }
}
