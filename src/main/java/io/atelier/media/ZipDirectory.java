package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The end of a ZIP archive (PKWARE APPNOTE 4.3.16): the record that closes it, with its directory
 * before it. Entries are not looked at.
 */
final class ZipDirectory {
  private static final long END = 0x504b0506L;
  private static final int END_BYTES = 22;
  private static final int MAX_COMMENT_BYTES = 0xffff;
  private static final long IN_ZIP64 = 0xffffffffL;

  private ZipDirectory() {}

  static void read(ByteReader reader) throws IOException, MalformedMedia {
    require(reader.length() >= END_BYTES, "cut short: ZIP of " + reader.length() + " bytes");
    reader.moveTo(Math.max(0, reader.length() - END_BYTES - MAX_COMMENT_BYTES));
    long last = reader.u32be();
    while (reader.remaining() >= END_BYTES - 4) {
      if (last == END && closes(reader)) {
        return;
      }
      last = (last << 8 | reader.u8()) & 0xffffffffL;
    }
    throw new MalformedMedia("cut short: ZIP without its directory");
  }

  private static boolean closes(ByteReader reader) throws IOException, MalformedMedia {
    long position = reader.position();
    reader.skip(8);
    long size = reader.u32le();
    long offset = reader.u32le();
    int comment = reader.u16le();
    boolean inFile = size == IN_ZIP64 || offset == IN_ZIP64 || offset + size <= position - 4;
    boolean last = comment == reader.remaining();
    reader.moveTo(position);
    return inFile && last;
  }
}
