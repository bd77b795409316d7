package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The chunks of a WebP file (RFC 9649), walked to the end that its RIFF size names, with a picture
 * or a frame among them.
 */
final class WebpChunks {
  private static final long VP8 = 0x56503820L;
  private static final long VP8L = 0x5650384cL;
  private static final long VP8X = 0x56503858L;
  private static final long ANMF = 0x414e4d46L;

  private final ByteReader reader;
  private int width;
  private int height;
  private boolean picture;

  private WebpChunks(ByteReader reader) {
    this.reader = reader;
  }

  /** Reads on behind "RIFF". */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    long size = reader.u32le();
    require(
        size == reader.remaining(),
        "WebP announces " + size + " bytes, " + reader.remaining() + " present");
    reader.skip(4);
    WebpChunks chunks = new WebpChunks(reader);
    chunks.chunk(true);
    while (reader.remaining() > 0) {
      chunks.chunk(false);
    }
    require(chunks.picture, "WebP without image");
    return PixelLimit.image(FileFormat.WEBP, chunks.width, chunks.height);
  }

  private void chunk(boolean first) throws IOException, MalformedMedia {
    reader.countPart();
    long type = reader.u32be();
    long length = reader.u32le();
    require(
        length <= reader.remaining(),
        () -> "cut short: WebP chunk of " + length + " bytes, " + reader.remaining() + " left");
    require(!first || type == VP8 || type == VP8L || type == VP8X, "WebP without image");
    long end = reader.position() + length;
    if (type == VP8X && first) {
      require(length >= 10, "WebP chunk too short");
      reader.skip(4);
      width = 1 + u24le();
      height = 1 + u24le();
    } else if (type == VP8 || type == VP8L) {
      require(length >= (type == VP8 ? 10 : 5), "WebP chunk too short");
      picture(type == VP8, first);
    } else if (type == ANMF) {
      require(length >= 24, "WebP chunk too short");
      picture = true;
    }
    reader.moveTo(end);
    if ((length & 1) == 1 && reader.remaining() > 0) {
      reader.skip(1);
    }
  }

  private void picture(boolean lossy, boolean alone) throws IOException, MalformedMedia {
    int pictureWidth;
    int pictureHeight;
    if (lossy) {
      require((reader.u8() & 1) == 0, "WebP without a key frame");
      reader.skip(2);
      require(reader.u24be() == 0x9d012a, "WebP key frame damaged");
      pictureWidth = reader.u16le() & 0x3fff;
      pictureHeight = reader.u16le() & 0x3fff;
    } else {
      require(reader.u8() == 0x2f, "WebP lossless picture damaged");
      long sizes = reader.u32le();
      pictureWidth = 1 + (int) (sizes & 0x3fff);
      pictureHeight = 1 + (int) (sizes >> 14 & 0x3fff);
    }
    picture = true;
    if (alone) {
      width = pictureWidth;
      height = pictureHeight;
    }
    require(width == pictureWidth && height == pictureHeight, "WebP picture unlike its canvas");
  }

  private int u24le() throws IOException, MalformedMedia {
    return reader.u16le() | reader.u8() << 16;
  }
}
