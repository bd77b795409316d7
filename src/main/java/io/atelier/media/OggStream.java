package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * One stream of an Ogg file, known by the packet it begins with: Vorbis I (section 4.2.2), Opus
 * (RFC 7845), FLAC (RFC 9639, section 10.1) or Speex.
 */
final class OggStream {
  static final OggStream NONE = new OggStream(Codec.UNKNOWN, 1, 1, 1, 0);

  private static final int OPUS_HERTZ = 48_000;
  private static final int MAX_HERTZ = 768_000;

  private final Codec codec;
  private final long sampleRate;
  private final int channels;
  private final long granulesPerSecond;

  /** Decoded before the sound begins, and thrown away. */
  private final long skipped;

  private long nextPage;
  private long lastGranule;

  private OggStream(
      Codec codec, long sampleRate, int channels, long granulesPerSecond, long skipped) {
    this.codec = codec;
    this.sampleRate = sampleRate;
    this.channels = channels;
    this.granulesPerSecond = granulesPerSecond;
    this.skipped = skipped;
  }

  /** Reads a stream's first packet, which ends at a page's end. */
  static OggStream read(ByteReader reader, long end) throws IOException, MalformedMedia {
    require(end - reader.position() >= 8, "Ogg stream without a codec");
    String name = reader.ascii(8);
    OggStream stream;
    if (name.startsWith("\u0001vorbis")) {
      reader.skip(3); // the first of the version's four bytes is in the name
      int channels = reader.u8();
      stream = of(Codec.VORBIS, reader.u32le(), channels);
    } else if (name.equals("OpusHead")) {
      reader.skip(1);
      int channels = reader.u8();
      int skipped = reader.u16le();
      stream = new OggStream(Codec.OPUS, OPUS_HERTZ, channels, OPUS_HERTZ, skipped);
    } else if (name.startsWith("\u007fFLAC")) {
      reader.skip(5 + 4 + 10);
      long rateAndChannels = reader.u32be();
      stream = of(Codec.FLAC, rateAndChannels >>> 12, (int) (rateAndChannels >> 9 & 7) + 1);
    } else if (name.equals("Speex   ")) {
      reader.skip(28);
      long rate = reader.u32le();
      reader.skip(8);
      stream = of(Codec.SPEEX, rate, (int) Math.min(reader.u32le(), 256));
    } else {
      throw new MalformedMedia("Ogg stream that is no sound");
    }
    require(reader.position() <= end, "Ogg stream without a codec");
    require(
        stream.sampleRate > 0
            && stream.sampleRate <= MAX_HERTZ
            && stream.channels > 0
            && stream.channels < 256,
        "Ogg stream of no sample rate or channels");
    return stream;
  }

  private static OggStream of(Codec codec, long rate, int channels) {
    return new OggStream(codec, rate, channels, rate, 0);
  }

  /** Takes note of its next page; -1 says that no packet ends there. */
  void page(long number, long granule) throws MalformedMedia {
    require(number == nextPage, () -> "Ogg page " + number + " where " + nextPage + " should be");
    nextPage = number + 1;
    if (granule != -1) {
      require(granule >= lastGranule, "Ogg whose time runs backwards");
      lastGranule = granule;
    }
  }

  double seconds() {
    return Math.max(0, lastGranule - skipped) / (double) granulesPerSecond;
  }

  Codec codec() {
    return codec;
  }

  long sampleRate() {
    return sampleRate;
  }

  int channels() {
    return channels;
  }
}
