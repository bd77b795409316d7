package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/** A track of a WebM file (RFC 9559, section 5.1.4). */
final class WebmTrack {
  private static final long NUMBER = 0xd7;
  private static final long TYPE = 0x83;
  private static final long CODEC = 0x86;
  private static final long DEFAULT_DURATION = 0x23e383;
  private static final long VIDEO = 0xe0;
  private static final long WIDTH = 0xb0;
  private static final long HEIGHT = 0xba;
  private static final long AUDIO = 0xe1;
  private static final long RATE = 0xb5;
  private static final long CHANNELS = 0x9f;
  private static final int LONGEST_CODEC_NAME = 32;

  private long number;
  private long type;
  private String codec = "";
  private long nanosecondsPerFrame;
  private long width;
  private long height;
  private double hertz = 8000;
  private long channels = 1;

  private WebmTrack() {}

  static WebmTrack read(ByteReader reader, Ebml entry) throws IOException, MalformedMedia {
    WebmTrack track = new WebmTrack();
    track.elements(reader, entry);
    return track;
  }

  private void elements(ByteReader reader, Ebml parent) throws IOException, MalformedMedia {
    while (reader.position() < parent.end()) {
      Ebml element = Ebml.next(reader, parent.end());
      require(element.sized(), "WebM element of unknown size");
      element(reader, element, parent.id());
      reader.moveTo(element.end());
    }
  }

  private void element(ByteReader reader, Ebml element, long parent)
      throws IOException, MalformedMedia {
    long id = element.id();
    if (id == VIDEO || id == AUDIO) {
      require(parent != VIDEO && parent != AUDIO, "WebM track inside itself");
      elements(reader, element);
    } else if (id == NUMBER) {
      number = element.unsigned(reader);
    } else if (id == TYPE) {
      type = element.unsigned(reader);
    } else if (id == CODEC) {
      codec = element.text(reader, LONGEST_CODEC_NAME);
    } else if (id == DEFAULT_DURATION) {
      nanosecondsPerFrame = element.unsigned(reader);
    } else if (parent == VIDEO && id == WIDTH) {
      width = element.unsigned(reader);
    } else if (parent == VIDEO && id == HEIGHT) {
      height = element.unsigned(reader);
    } else if (parent == AUDIO && id == RATE) {
      hertz = element.floating(reader);
    } else if (parent == AUDIO && id == CHANNELS) {
      channels = element.unsigned(reader);
    }
  }

  boolean picture() {
    return type == 1;
  }

  boolean sound() {
    return type == 2;
  }

  long number() {
    return number;
  }

  Codec codec() {
    return switch (codec) {
      case "V_VP8" -> Codec.VP8;
      case "V_VP9" -> Codec.VP9;
      case "V_AV1" -> Codec.AV1;
      case "A_OPUS" -> Codec.OPUS;
      case "A_VORBIS" -> Codec.VORBIS;
      default -> Codec.UNKNOWN;
    };
  }

  /** 0 if the file does not say. */
  long nanosecondsPerFrame() {
    return nanosecondsPerFrame;
  }

  long width() {
    return width;
  }

  long height() {
    return height;
  }

  int hertz() {
    return hertz > 0 && hertz < 1e7 ? (int) Math.round(hertz) : 0;
  }

  int channels() {
    return channels > 0 && channels < 256 ? (int) channels : 0;
  }
}
