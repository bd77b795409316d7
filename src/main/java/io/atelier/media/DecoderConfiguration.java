package io.atelier.media;

import java.io.IOException;

/**
 * What an {@code esds} box says of how a track is coded (ISO/IEC 14496-14; 14496-1, section 7.2.6;
 * 14496-3 for AAC).
 *
 * @param objectType the kind of coding; 0 if there is no such box
 * @param channels of an AAC sound, which the sample description often has wrong; 0 if unknown
 */
record DecoderConfiguration(int objectType, int channels) {
  private static final DecoderConfiguration NONE = new DecoderConfiguration(0, 0);
  private static final int ESDS = IsoBox.type("esds");
  private static final int ES_DESCRIPTOR = 3;
  private static final int DECODER_CONFIGURATION = 4;
  private static final int DECODER_SPECIFIC = 5;

  /** Looks for the box among those up to an end. */
  static DecoderConfiguration find(ByteReader reader, long end) throws IOException, MalformedMedia {
    while (end - reader.position() >= 8) {
      IsoBox box = IsoBox.next(reader, end);
      if (box.type() == ESDS && box.end() - reader.position() >= 12) {
        reader.skip(4);
        return read(reader, box.end());
      }
      reader.moveTo(box.end());
    }
    return NONE;
  }

  private static DecoderConfiguration read(ByteReader reader, long end)
      throws IOException, MalformedMedia {
    if (reader.u8() != ES_DESCRIPTOR) {
      return NONE;
    }
    length(reader);
    reader.skip(2);
    int flags = reader.u8();
    reader.skip((flags & 0x80) != 0 ? 2 : 0);
    if ((flags & 0x40) != 0) {
      reader.skip(reader.u8());
    }
    reader.skip((flags & 0x20) != 0 ? 2 : 0);
    if (reader.u8() != DECODER_CONFIGURATION) {
      return NONE;
    }
    length(reader);
    int objectType = reader.u8();
    if (end - reader.position() < 16) {
      return new DecoderConfiguration(objectType, 0);
    }
    reader.skip(12);
    boolean specific = reader.u8() == DECODER_SPECIFIC;
    length(reader);
    return new DecoderConfiguration(objectType, specific ? aacChannels(reader.u16be()) : 0);
  }

  /** From the first bits of an AudioSpecificConfig: object 5, rate 4, channels 4. */
  private static int aacChannels(int bits) {
    int rate = bits >> 7 & 15;
    int channels = bits >> 3 & 15;
    return rate == 15 || channels > 7 ? 0 : channels == 7 ? 8 : channels;
  }

  /** Passes over a length, of seven bits a byte. */
  private static void length(ByteReader reader) throws IOException, MalformedMedia {
    boolean more = true;
    for (int left = 4; more && left > 0; left--) {
      more = (reader.u8() & 0x80) != 0;
    }
  }

  /** The codec of a sound that is coded so. */
  Codec sound() {
    return switch (objectType) {
      case 0x40, 0x66, 0x67, 0x68 -> Codec.AAC;
      case 0x69, 0x6b -> Codec.MP3;
      default -> Codec.UNKNOWN;
    };
  }
}
