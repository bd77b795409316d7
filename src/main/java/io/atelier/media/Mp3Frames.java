package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The beginning of an MP3 file: ID3v2 tags, and then frames of MPEG audio layer III (ISO/IEC
 * 11172-3, 13818-3) that follow one another where each one's length says.
 */
final class Mp3Frames {
  private static final int FRAMES_TO_SEE = 4;
  private static final int ID3 = 0x494433;
  private static final int ID3V1 = 0x544147;
  private static final int APE = 0x415045;
  private static final int LYRICS = 0x4c5952;

  /** What all frames of a file have in common: sync, version, layer, sample rate. */
  private static final long SAME = 0xfffe0c00L;

  private static final int[] KBITS_MPEG1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBITS_MPEG2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES_MPEG1 = {44_100, 48_000, 32_000};

  private Mp3Frames() {}

  static void read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(0);
    while (next(reader) == ID3) {
      tag(reader);
    }
    long first = frame(reader);
    for (int i = 1; i < FRAMES_TO_SEE && reader.remaining() > 0; i++) {
      int next = next(reader);
      if (next == ID3V1 || next == APE || next == LYRICS) {
        return;
      }
      require((frame(reader) & SAME) == (first & SAME), "MP3 frames unlike each other");
    }
  }

  /** The next three bytes, which stay unread. */
  private static int next(ByteReader reader) throws IOException, MalformedMedia {
    long position = reader.position();
    int bytes = reader.u16be() << 8 | reader.u8();
    reader.moveTo(position);
    return bytes;
  }

  private static void tag(ByteReader reader) throws IOException, MalformedMedia {
    reader.skip(3);
    int version = reader.u8();
    int revision = reader.u8();
    require(version >= 2 && version <= 4 && revision != 0xff, "ID3 tag of an unknown version");
    boolean footer = (reader.u8() & 0x10) != 0;
    long size = reader.u32be();
    require((size & 0x80808080L) == 0, "ID3 tag size damaged");
    size = size & 0x7f | (size & 0x7f00) >> 1 | (size & 0x7f0000) >> 2 | (size & 0x7f000000) >> 3;
    reader.skip(footer ? size + 10 : size);
  }

  /** Moves over a frame; its header. */
  private static long frame(ByteReader reader) throws IOException, MalformedMedia {
    long header = reader.u32be();
    int version = (int) (header >> 19) & 3;
    int bitrate = (int) (header >> 12) & 15;
    int rate = (int) (header >> 10) & 3;
    require(
        header >>> 21 == 0x7ff && version != 1 && (header >> 17 & 3) == 1,
        "no MP3 frame where one should be");
    require(bitrate > 0 && bitrate < 15 && rate < 3, "MP3 bitrate or sample rate unknown");
    boolean mpeg1 = version == 3;
    int hertz = RATES_MPEG1[rate] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
    int kbits = mpeg1 ? KBITS_MPEG1[bitrate] : KBITS_MPEG2[bitrate];
    int bytes = (mpeg1 ? 144_000 : 72_000) * kbits / hertz + (int) (header >> 9 & 1);
    reader.skip(bytes - 4);
    return header;
  }
}
