package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The header of an OpenEXR 2 picture and the table of its chunks ("OpenEXR file layout"), whose
 * last must end within the file.
 *
 * <p>The chunks of multi-part, deep and multi-resolution files are not counted: their first part's
 * header is read, and no more.
 */
final class ExrHeader {
  private static final int KNOWN_FLAGS = 0x1e00;
  private static final int TILED = 0x200;
  private static final int DEEP_OR_PARTS = 0x1800;
  private static final int MAX_ATTRIBUTES = 4096;

  /** Lines in a chunk, by compression: none, RLE, ZIPS, ZIP, PIZ, PXR24, B44, B44A, DWAA, DWAB. */
  private static final int[] LINES = {1, 1, 1, 16, 32, 16, 32, 32, 32, 256};

  private final ByteReader reader;
  private long width;
  private long height;
  private int compression = -1;
  private boolean channels;
  private long tileWidth;
  private long tileHeight;
  private int tileMode;

  private ExrHeader(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind the magic number. */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    long version = reader.u32le();
    require((version & 0xff) == 2, "OpenEXR version " + (version & 0xff));
    require((version & ~0xffL & ~KNOWN_FLAGS) == 0, "OpenEXR with unknown flags");
    ExrHeader header = new ExrHeader(reader);
    header.attributes();
    if ((version & DEEP_OR_PARTS) == 0) {
      header.chunks((version & TILED) != 0);
    }
    return PixelLimit.image(FileFormat.EXR, header.width, header.height);
  }

  private void attributes() throws IOException, MalformedMedia {
    String name = text();
    require(!name.isEmpty(), "OpenEXR attribute without a name");
    for (int count = 0; !name.isEmpty(); count++) {
      require(count < MAX_ATTRIBUTES, "OpenEXR header without end");
      require(!text().isEmpty(), "OpenEXR attribute without a type");
      long size = reader.u32le();
      require(size <= reader.remaining(), "cut short: OpenEXR attribute of " + size + " bytes");
      long end = reader.position() + size;
      attribute(name, size);
      reader.moveTo(end);
      name = text();
    }
    require(width > 0 && height > 0, "OpenEXR of no size");
    require(channels && compression >= 0, "OpenEXR without channels or compression");
    PixelLimit.check("OpenEXR", width, height);
  }

  private void attribute(String name, long size) throws IOException, MalformedMedia {
    switch (name) {
      case "dataWindow" -> {
        require(size == 16, "OpenEXR data window damaged");
        int left = (int) reader.u32le();
        int top = (int) reader.u32le();
        width = (int) reader.u32le() - (long) left + 1;
        height = (int) reader.u32le() - (long) top + 1;
      }
      case "compression" -> compression = reader.u8();
      case "channels" -> channels = size > 1;
      case "tiles" -> {
        require(size == 9, "OpenEXR tiles damaged");
        tileWidth = reader.u32le();
        tileHeight = reader.u32le();
        tileMode = reader.u8();
        require(tileWidth > 0 && tileHeight > 0, "OpenEXR tiles of no size");
      }
      default -> {}
    }
  }

  private void chunks(boolean tiled) throws IOException, MalformedMedia {
    long count;
    if (tiled) {
      require(tileWidth > 0, "OpenEXR without its tiles");
      if ((tileMode & 15) != 0) {
        return;
      }
      count = ceil(width, tileWidth) * ceil(height, tileHeight);
    } else {
      require(compression < LINES.length, "OpenEXR compression " + compression);
      count = ceil(height, LINES[compression]);
    }
    require(count <= reader.remaining() / 8, "cut short: OpenEXR table of " + count + " chunks");
    long first = reader.position() + count * 8;
    long last = 0;
    for (; count > 0; count--) {
      long offset = reader.u64le();
      require(
          offset >= first && offset < reader.length(), "cut short: OpenEXR chunk out of the file");
      last = Math.max(last, offset);
    }
    reader.moveTo(last);
    reader.skip(tiled ? 16 : 4);
    long bytes = reader.u32le();
    require(bytes <= reader.remaining(), "cut short: OpenEXR chunk of " + bytes + " bytes");
  }

  private static long ceil(long a, long b) {
    return (a + b - 1) / b;
  }

  private String text() throws IOException, MalformedMedia {
    StringBuilder text = new StringBuilder();
    for (int c = reader.u8(); c != 0; c = reader.u8()) {
      require(c >= 0x20 && c < 0x7f && text.length() < 255, "OpenEXR attribute without a name");
      text.append((char) c);
    }
    return text.toString();
  }
}
