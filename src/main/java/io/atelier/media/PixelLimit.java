package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

/** How many pixels a picture may claim to have, so that decoding it later is thinkable at all. */
final class PixelLimit {
  /** A square of 16,384 pixels a side, the widest a WebP or most GPU textures can be. */
  static final long MOST = 16_384L * 16_384L;

  private PixelLimit() {}

  /**
   * Asserts that a picture is decoded at all.
   *
   * @throws UnusableMediaException if it has more pixels
   */
  static void within(int width, int height, long most) {
    if ((long) width * height > most) {
      throw new UnusableMediaException(
          "it has %d x %d pixels, over the limit of %d".formatted(width, height, most));
    }
  }

  /** The picture, if its size is one. */
  static ProbeResult.Image image(FileFormat format, long width, long height) throws MalformedMedia {
    check(format.name(), width, height);
    return new ProbeResult.Image(format, (int) width, (int) height);
  }

  static void check(String format, long width, long height) throws MalformedMedia {
    require(width > 0 && height > 0, format + " of no size");
    require(
        width <= MOST && height <= MOST / width,
        format + " of " + width + " x " + height + " pixels is over the limit");
  }
}
