package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The frames of an MP3 file (ISO/IEC 11172-3, 13818-3), walked to its end past the tags of others:
 * ID3, APE, Lyrics3.
 *
 * <p>Where the encoder left a count of frames (Xing, Info, VBRI), as many must be there; what then
 * still follows is nobody's business. The playing time is without the silence that the encoder says
 * it has put around the sound.
 */
final class Mp3Frames {
  private static final int ID3 = 0x494433;
  private static final int ID3V1 = 0x544147;
  private static final int APE = 0x415045;
  private static final int LYRICS = 0x4c5952;
  private static final int MAX_ID3_TAGS = 64;

  private final ByteReader reader;
  private int tags;

  private Mp3Frames(ByteReader reader) {
    this.reader = reader;
  }

  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(0);
    return new Mp3Frames(reader).read();
  }

  private ProbeResult read() throws IOException, MalformedMedia {
    tags();
    long start = reader.position();
    Mp3FrameHeader first = Mp3FrameHeader.read(reader);
    require(
        first.bytes() <= reader.length() - start,
        "cut short: MP3 frame of " + first.bytes() + " bytes");
    Mp3Count count = Mp3Count.read(reader, start, first);
    reader.moveTo(start + first.bytes());
    long frames = count.isFrame() ? 0 : 1;
    while (reader.remaining() > 0 && !over(frames, count)) {
      reader.countPart();
      long at = reader.position();
      Mp3FrameHeader frame = Mp3FrameHeader.read(reader);
      require(frame.like(first), "MP3 frames unlike each other");
      require(
          frame.bytes() <= reader.length() - at,
          "cut short: MP3 frame of " + frame.bytes() + " bytes");
      reader.moveTo(at + frame.bytes());
      frames++;
    }
    require(
        frames >= count.frames(),
        "cut short: MP3 of " + frames + " frames, " + count.frames() + " announced");
    long samples = frames * first.samples() - count.silence();
    require(samples > 0, "MP3 without sound");
    return new ProbeResult.Audio(
        FileFormat.MP3, (double) samples / first.hertz(), first.hertz(), first.channels());
  }

  /** Whether no more frames are to be looked for: all are there, or the tags at the end begin. */
  private boolean over(long frames, Mp3Count count) throws IOException, MalformedMedia {
    if (count.frames() > 0 && frames >= count.frames()) {
      return true;
    }
    tags();
    if (reader.remaining() < 3) {
      return reader.remaining() == 0;
    }
    int next = next();
    return next == ID3V1 || next == APE || next == LYRICS;
  }

  /** Moves over ID3v2 tags, which also stand between the parts of files put together. */
  private void tags() throws IOException, MalformedMedia {
    while (reader.remaining() >= 3 && next() == ID3) {
      require(++tags <= MAX_ID3_TAGS, "MP3 of too many tags");
      tag();
    }
  }

  /** The next three bytes, which stay unread. */
  private int next() throws IOException, MalformedMedia {
    long position = reader.position();
    int bytes = reader.u24be();
    reader.moveTo(position);
    return bytes;
  }

  private void tag() throws IOException, MalformedMedia {
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
}
