package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/** The blocks of a GIF87a or GIF89a file, walked to the trailer, which must be the last byte. */
final class GifBlocks {
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;

  private final ByteReader reader;
  private boolean image;

  private GifBlocks(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind "GIF8". */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    int version = reader.u16be();
    require(version == 0x3761 || version == 0x3961, "GIF of an unknown version");
    ProbeResult screen = PixelLimit.image(FileFormat.GIF, reader.u16le(), reader.u16le());
    GifBlocks blocks = new GifBlocks(reader);
    int flags = reader.u8();
    reader.skip(2);
    blocks.colours(flags);
    blocks.read();
    return screen;
  }

  private void read() throws IOException, MalformedMedia {
    int block = reader.u8();
    while (block != TRAILER) {
      reader.countPart();
      require(block == EXTENSION || block == IMAGE, "GIF block of an unknown kind");
      if (block == EXTENSION) {
        reader.skip(1);
      } else {
        reader.skip(8);
        colours(reader.u8());
        reader.skip(1);
        image = true;
      }
      subBlocks();
      block = reader.u8();
    }
    require(image, "GIF without image");
    require(reader.remaining() == 0, "GIF does not end with its trailer");
  }

  private void colours(int flags) throws IOException, MalformedMedia {
    if ((flags & 0x80) != 0) {
      reader.skip(3L << (flags & 7) + 1);
    }
  }

  private void subBlocks() throws IOException, MalformedMedia {
    for (int length = reader.u8(); length > 0; length = reader.u8()) {
      reader.countPart();
      reader.skip(length);
    }
  }
}
