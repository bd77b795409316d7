package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The first entry of a track's {@code stsd} box (ISO/IEC 14496-12, section 8.5.2).
 *
 * @param still whether the codec makes single pictures, as covers are
 */
record SampleDescription(
    Codec codec, boolean still, int width, int height, int channels, int sampleRate) {
  static final SampleDescription NONE = new SampleDescription(Codec.UNKNOWN, false, 0, 0, 0, 0);

  /** Reads the content of an {@code stsd} box. */
  static SampleDescription read(ByteReader reader, long end, boolean picture)
      throws IOException, MalformedMedia {
    require(end - reader.position() >= 16, "MP4 sample description too short");
    reader.skip(4);
    require(reader.u32be() > 0, "MP4 track without a sample description");
    long start = reader.position();
    long size = reader.u32be();
    require(size >= 16 && size <= end - start, "MP4 sample description of size " + size);
    String name = reader.ascii(4);
    reader.skip(8);
    return picture ? picture(reader, name, start + size) : sound(reader, name, start + size);
  }

  private static SampleDescription picture(ByteReader reader, String name, long end)
      throws IOException, MalformedMedia {
    require(end - reader.position() >= 70, "MP4 picture description too short");
    reader.skip(16);
    int width = reader.u16be();
    int height = reader.u16be();
    reader.skip(50);
    int object = name.equals("mp4v") ? DecoderConfiguration.find(reader, end).objectType() : 0;
    boolean still =
        object == 0x6c
            || object == 0x6d
            || name.equals("jpeg")
            || name.equals("png ")
            || name.equals("mjpa");
    Codec codec =
        switch (name) {
          case "avc1", "avc2", "avc3", "avc4" -> Codec.H264;
          case "hvc1", "hev1", "dvh1", "dvhe" -> Codec.HEVC;
          case "av01" -> Codec.AV1;
          case "vp08" -> Codec.VP8;
          case "vp09" -> Codec.VP9;
          case "mp4v" -> object == 0x20 ? Codec.MPEG4_VISUAL : Codec.UNKNOWN;
          default -> Codec.UNKNOWN;
        };
    return new SampleDescription(codec, still, width, height, 0, 0);
  }

  private static SampleDescription sound(ByteReader reader, String name, long end)
      throws IOException, MalformedMedia {
    require(end - reader.position() >= 20, "MP4 sound description too short");
    int version = reader.u16be();
    reader.skip(6);
    int channels = reader.u16be();
    reader.skip(6);
    int rate = reader.u16be();
    reader.skip(2);
    // QuickTime's versions of the entry have more before the boxes.
    reader.skip(Math.min(version == 1 ? 16 : version == 2 ? 36 : 0, end - reader.position()));
    if (name.equals("mp4a")) {
      DecoderConfiguration configuration = DecoderConfiguration.find(reader, end);
      int known = configuration.channels();
      return new SampleDescription(
          configuration.sound(), false, 0, 0, known > 0 ? known : channels, rate);
    }
    Codec codec =
        switch (name) {
          case "Opus" -> Codec.OPUS;
          case "fLaC" -> Codec.FLAC;
          case "alac" -> Codec.ALAC;
          case "ac-3", "ec-3" -> Codec.AC3;
          case "ipcm", "fpcm", "sowt", "twos", "lpcm" -> Codec.PCM;
          case ".mp3" -> Codec.MP3;
          default -> Codec.UNKNOWN;
        };
    return new SampleDescription(codec, false, 0, 0, channels, rate);
  }
}
