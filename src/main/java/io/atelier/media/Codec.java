package io.atelier.media;

import java.util.Locale;

/** How a sound or a film is coded inside its container. */
public enum Codec {
  H264(true),
  HEVC(false),
  AV1(true),
  VP8(true),
  VP9(true),
  MPEG4_VISUAL(false),
  AAC(true),
  MP3(true),
  OPUS(true),
  VORBIS(true),
  FLAC(true),
  PCM(true),
  SPEEX(false),
  ALAC(false),
  AC3(false),
  /** One the probe has no name for, or an encrypted one. */
  UNKNOWN(false);

  private final boolean browserSafe;

  Codec(boolean browserSafe) {
    this.browserSafe = browserSafe;
  }

  /**
   * Whether Chrome, Edge, Firefox and Safari of today all play it without help of the operating
   * system; HEVC depends on the hardware.
   */
  public boolean browserSafe() {
    return browserSafe;
  }

  /** The name in JSON, in lower case. */
  public String jsonName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
