package io.atelier.media;

import java.io.IOException;

/**
 * What an encoder says of an MP3 in its first frame, which then holds no sound: how many frames
 * follow (Xing and Info, or VBRI), and how much silence it has put around (LAME).
 *
 * @param isFrame whether there is such a frame
 * @param frames how many follow; 0 if it does not say
 * @param silence samples of each channel
 */
record Mp3Count(boolean isFrame, long frames, int silence) {
  private static final Mp3Count NONE = new Mp3Count(false, 0, 0);
  private static final long XING = 0x58696e67L;
  private static final long INFO = 0x496e666fL;
  private static final long VBRI = 0x56425249L;

  /** Looks into the first frame, which begins at a position. */
  static Mp3Count read(ByteReader reader, long start, Mp3FrameHeader header)
      throws IOException, MalformedMedia {
    long end = Math.min(start + header.bytes(), reader.length());
    reader.moveTo(start);
    if (end - start < 4 + 32 + 18) {
      return NONE;
    }
    reader.skip(4 + 32);
    if (reader.u32be() == VBRI) {
      reader.skip(10);
      return new Mp3Count(true, reader.u32be(), 0);
    }
    reader.moveTo(start + 4 + header.sideBytes());
    long name = reader.u32be();
    return name == XING || name == INFO ? xing(reader, end) : NONE;
  }

  private static Mp3Count xing(ByteReader reader, long end) throws IOException, MalformedMedia {
    long fields = reader.u32be();
    long frames = (fields & 1) != 0 ? reader.u32be() : 0;
    long more = ((fields & 2) != 0 ? 4 : 0) + ((fields & 4) != 0 ? 100 : 0);
    more += (fields & 8) != 0 ? 4 : 0;
    if (end - reader.position() < more + 24) {
      return new Mp3Count(true, frames, 0);
    }
    reader.skip(more);
    String encoder = reader.ascii(4);
    reader.skip(17);
    int delays = reader.u24be();
    boolean told = encoder.equals("LAME") || encoder.equals("Lavc") || encoder.equals("Lavf");
    return new Mp3Count(true, frames, told ? (delays >> 12) + (delays & 0xfff) : 0);
  }
}
