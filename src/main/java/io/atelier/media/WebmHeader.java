package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The EBML header of a WebM file (RFC 8794; WebM container guidelines): its document type must be
 * {@code webm}, which sets it apart from any other Matroska file.
 */
final class WebmHeader {
  private static final int MAX_HEADER_BYTES = 4096;
  private static final long DOC_TYPE = 0x4282;
  private static final long VOID = 0xec;
  private static final long SEGMENT = 0x18538067L;
  private static final long WEBM = 0x7765626dL;

  private WebmHeader() {}

  static void read(ByteReader reader) throws IOException, MalformedMedia {
    long size = number(reader, false);
    require(size >= 0 && size <= MAX_HEADER_BYTES, "EBML header of size " + size);
    long end = reader.position() + size;
    boolean webm = false;
    while (reader.position() < end) {
      long id = number(reader, true);
      long length = number(reader, false);
      require(length >= 0 && length <= end - reader.position(), "EBML element out of its header");
      if (id == DOC_TYPE) {
        require(length == 4 && reader.u32be() == WEBM, "Matroska that is not WebM");
        webm = true;
      } else {
        reader.skip(length);
      }
    }
    require(webm, "EBML without document type");
    segment(reader);
  }

  private static void segment(ByteReader reader) throws IOException, MalformedMedia {
    long id = number(reader, true);
    long size = number(reader, false);
    while (id == VOID) {
      reader.skip(size);
      id = number(reader, true);
      size = number(reader, false);
    }
    require(id == SEGMENT, "WebM without segment");
    require(
        size <= reader.remaining(),
        "cut short: WebM segment of " + size + " bytes, " + reader.remaining() + " left");
    require(reader.remaining() > 0, "cut short: WebM segment without content");
  }

  /** A number of variable length; -1 if it is the size "unknown". Ids keep their length mark. */
  private static long number(ByteReader reader, boolean id) throws IOException, MalformedMedia {
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
