package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The four bytes that begin a frame of MPEG audio layer III (ISO/IEC 11172-3, 13818-3, and the
 * lower rates called MPEG 2.5).
 *
 * @param bits all of them
 * @param hertz the sample rate
 * @param bytes of the frame, these four included
 */
record Mp3FrameHeader(long bits, int hertz, int bytes) {
  /** What all frames of a file have in common: sync, version, layer, sample rate. */
  private static final long SAME = 0xfffe0c00L;

  private static final int[] KBITS_MPEG1 = {
    0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320
  };
  private static final int[] KBITS_MPEG2 = {
    0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
  };
  private static final int[] RATES_MPEG1 = {44_100, 48_000, 32_000};

  static Mp3FrameHeader read(ByteReader reader) throws IOException, MalformedMedia {
    long bits = reader.u32be();
    int version = (int) (bits >> 19) & 3;
    int bitrate = (int) (bits >> 12) & 15;
    int rate = (int) (bits >> 10) & 3;
    require(
        bits >>> 21 == 0x7ff && version != 1 && (bits >> 17 & 3) == 1,
        "no MP3 frame where one should be");
    require(bitrate > 0 && bitrate < 15 && rate < 3, "MP3 bitrate or sample rate unknown");
    boolean mpeg1 = version == 3;
    int hertz = RATES_MPEG1[rate] >> (mpeg1 ? 0 : version == 2 ? 1 : 2);
    int kbits = mpeg1 ? KBITS_MPEG1[bitrate] : KBITS_MPEG2[bitrate];
    int bytes = (mpeg1 ? 144_000 : 72_000) * kbits / hertz + (int) (bits >> 9 & 1);
    return new Mp3FrameHeader(bits, hertz, bytes);
  }

  boolean like(Mp3FrameHeader other) {
    return (bits & SAME) == (other.bits & SAME);
  }

  /** Samples of each channel in a frame. */
  int samples() {
    return mpeg1() ? 1152 : 576;
  }

  int channels() {
    return (bits >> 6 & 3) == 3 ? 1 : 2;
  }

  /** Bytes between the header and the coded data: its checksum and the side information. */
  int sideBytes() {
    int checksum = (bits >> 16 & 1) == 0 ? 2 : 0;
    int side = mpeg1() ? (channels() == 1 ? 17 : 32) : (channels() == 1 ? 9 : 17);
    return checksum + side;
  }

  private boolean mpeg1() {
    return (bits >> 19 & 3) == 3;
  }
}
