package io.atelier.media;

import java.io.IOException;

/** The orientation in an Exif header (CIPA DC-008): one of few numbers in a TIFF's first table. */
final class ExifHeader {
  private static final int SIGNATURE = 0x45786966; // "Exif"
  private static final int ORIENTATION = 0x0112;
  private static final int MOST_ENTRIES = 512;
  private static final int ENTRY_BYTES = 12;

  private final ByteReader reader;
  private final boolean little;

  private ExifHeader(ByteReader reader, boolean little) {
    this.reader = reader;
    this.little = little;
  }

  /** Reads a segment's content; upright if it is no such header, or a damaged one. */
  static Orientation read(ByteReader reader, long end) throws IOException, MalformedMedia {
    if (end - reader.position() < 14 || reader.u32be() != SIGNATURE || reader.u16be() != 0) {
      return Orientation.UPRIGHT;
    }
    long start = reader.position();
    int order = reader.u16be();
    ExifHeader header = new ExifHeader(reader, order == 0x4949);
    if ((order != 0x4949 && order != 0x4d4d) || header.u16() != 42) {
      return Orientation.UPRIGHT;
    }
    long table = start + header.u32();
    return table < start + 8 || table > end - 2 ? Orientation.UPRIGHT : header.table(table, end);
  }

  private Orientation table(long at, long end) throws IOException, MalformedMedia {
    reader.moveTo(at);
    int entries = Math.min(MOST_ENTRIES, u16());
    for (int i = 0; i < entries && reader.position() + ENTRY_BYTES <= end; i++) {
      int tag = u16();
      reader.skip(6);
      int value = u16();
      reader.skip(2);
      if (tag == ORIENTATION) {
        return value >= 1 && value <= 8 ? new Orientation(value) : Orientation.UPRIGHT;
      }
    }
    return Orientation.UPRIGHT;
  }

  private int u16() throws IOException, MalformedMedia {
    return little ? reader.u16le() : reader.u16be();
  }

  private long u32() throws IOException, MalformedMedia {
    return little ? reader.u32le() : reader.u32be();
  }
}
