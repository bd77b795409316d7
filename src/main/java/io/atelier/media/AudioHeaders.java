package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What the headers of Ogg and FLAC files must say for the file to be a sound. */
final class AudioHeaders {
  private static final int BEGINS_STREAM = 2;
  private static final List<String> OGG_SOUNDS =
      List.of("\u0001vorbis", "OpusHead", "\u007fFLAC", "Speex   ");
  private static final int OGG_CODEC_BYTES = 8;

  private AudioHeaders() {}

  /** Ogg (RFC 3533): every stream begins with a page of its own, and each is a sound. */
  static void ogg(ByteReader reader) throws IOException, MalformedMedia {
    int streams = 0;
    while (oggPage(reader, streams == 0)) {
      streams++;
      require(reader.u32be() == 0x4f676753L, "Ogg page damaged");
    }
    require(streams > 0, "Ogg that does not begin with a stream");
  }

  /** Whether the page begins a stream; the reader stands behind "OggS". */
  private static boolean oggPage(ByteReader reader, boolean first)
      throws IOException, MalformedMedia {
    require(reader.u8() == 0, "Ogg of an unknown version");
    boolean begins = (reader.u8() & BEGINS_STREAM) != 0;
    require(begins || !first, "Ogg that does not begin with a stream");
    reader.skip(20);
    int bytes = 0;
    for (int segments = reader.u8(); segments > 0; segments--) {
      bytes += reader.u8();
    }
    if (begins) {
      require(bytes >= OGG_CODEC_BYTES, "Ogg stream without a codec");
      byte[] codec = new byte[OGG_CODEC_BYTES];
      for (int i = 0; i < codec.length; i++) {
        codec[i] = (byte) reader.u8();
      }
      String name = new String(codec, StandardCharsets.ISO_8859_1);
      require(OGG_SOUNDS.stream().anyMatch(name::startsWith), "Ogg stream that is no sound");
      bytes -= OGG_CODEC_BYTES;
    }
    reader.skip(bytes);
    return begins;
  }

  /** FLAC (RFC 9639): the stream information comes first and makes sense. */
  static void flac(ByteReader reader) throws IOException, MalformedMedia {
    long block = reader.u32be();
    require((block & 0x7fffffff) == 34, "FLAC without stream information");
    int least = reader.u16be();
    int most = reader.u16be();
    require(least >= 16 && most >= least, "FLAC block sizes " + least + " to " + most);
    reader.skip(6);
    require(reader.u32be() >>> 12 > 0, "FLAC without sample rate");
    reader.skip(20);
    require(reader.remaining() > 0, "cut short: FLAC without frames");
  }
}
