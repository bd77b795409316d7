package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/** The sections of a WebAssembly module (core specification, 5.5): version 1, whole to the end. */
final class WasmSections {
  private static final int LAST_KNOWN_SECTION = 13;

  private WasmSections() {}

  static void read(ByteReader reader) throws IOException, MalformedMedia {
    long version = reader.u32le();
    require(version == 1, "WebAssembly version " + version);
    while (reader.remaining() > 0) {
      reader.countPart();
      int section = reader.u8();
      require(section <= LAST_KNOWN_SECTION, () -> "WebAssembly section " + section);
      reader.skip(size(reader));
    }
  }

  private static long size(ByteReader reader) throws IOException, MalformedMedia {
    long value = 0;
    for (int shift = 0; shift < 35; shift += 7) {
      int next = reader.u8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        return value;
      }
    }
    throw new MalformedMedia("WebAssembly section size too long");
  }
}
