package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/** What the headers of pictures must say for the file to be one at all; nothing is decoded. */
final class ImageHeaders {
  private static final int START_OF_SCAN = 0xda;
  private static final int GIF_TRAILER = 0x3b;
  private static final long VP8 = 0x56503820L;
  private static final long VP8L = 0x5650384cL;
  private static final long VP8X = 0x56503858L;
  private static final int EXR_FLAGS = 0x1e00;
  private static final int KTX2_MAX_SIDE = 65_536;

  private ImageHeaders() {}

  /** JPEG (ITU-T T.81, annex B): the segments to the first scan, with a frame a browser decodes. */
  static void jpeg(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(2);
    boolean frame = false;
    while (true) {
      require(reader.u8() == 0xff, "JPEG segment without marker");
      int marker = reader.u8();
      while (marker == 0xff) {
        marker = reader.u8();
      }
      require(marker >= 0xc0 && (marker < 0xd0 || marker > 0xd9), "JPEG marker misplaced");
      if (marker == START_OF_SCAN) {
        require(frame, "JPEG scan without a frame");
        return;
      }
      int length = reader.u16be();
      require(length >= 2, "JPEG segment of length " + length);
      long end = reader.position() + length - 2;
      if (marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc) {
        require(marker <= 0xc2 && !frame, "JPEG frame of a kind not in use");
        jpegFrame(reader);
        frame = true;
      }
      require(reader.position() <= end, "JPEG frame header too short");
      reader.skip(end - reader.position());
    }
  }

  private static void jpegFrame(ByteReader reader) throws IOException, MalformedMedia {
    int bits = reader.u8();
    int height = reader.u16be();
    int width = reader.u16be();
    int components = reader.u8();
    require(bits == 8 || bits == 12, "JPEG of " + bits + " bits");
    require(width > 0 && height > 0, "JPEG of no size");
    require(components >= 1 && components <= 4, "JPEG of " + components + " components");
  }

  /** GIF87a and GIF89a: a screen of some size, and the trailer as the last byte. */
  static void gif(ByteReader reader) throws IOException, MalformedMedia {
    int version = reader.u16be();
    require(version == 0x3761 || version == 0x3961, "GIF of an unknown version");
    int width = reader.u16le();
    int height = reader.u16le();
    require(width > 0 && height > 0, "GIF of no size");
    reader.skip(3);
    require(reader.remaining() > 1, "cut short: GIF without image");
    reader.moveTo(reader.length() - 1);
    require(reader.u8() == GIF_TRAILER, "GIF does not end with its trailer");
  }

  /** WebP (RFC 9649): the RIFF size is the file's, the first chunk is one of three. */
  static void webp(ByteReader reader) throws IOException, MalformedMedia {
    long size = reader.u32le();
    require(
        size == reader.remaining(),
        "WebP announces " + size + " bytes, " + reader.remaining() + " present");
    reader.skip(4);
    long chunk = reader.u32be();
    require(chunk == VP8 || chunk == VP8L || chunk == VP8X, "WebP without image");
    long length = reader.u32le();
    require(length >= 10 || (chunk == VP8L && length >= 5), "WebP chunk too short");
    reader.skip(length);
  }

  /** OpenEXR: version 2, known flags, and a header that begins with a named attribute. */
  static void exr(ByteReader reader) throws IOException, MalformedMedia {
    long version = reader.u32le();
    require((version & 0xff) == 2, "OpenEXR version " + (version & 0xff));
    require((version & ~0xffL & ~EXR_FLAGS) == 0, "OpenEXR with unknown flags");
    exrName(reader);
    exrName(reader);
    reader.skip(reader.u32le());
  }

  private static void exrName(ByteReader reader) throws IOException, MalformedMedia {
    int length = 0;
    for (int c = reader.u8(); c != 0; c = reader.u8()) {
      require(c > 0x20 && c < 0x7f && ++length < 256, "OpenEXR attribute without a name");
    }
    require(length > 0, "OpenEXR attribute without a name");
  }

  /** KTX 2.0: sizes that make sense, and every mip level inside the file. */
  static void ktx2(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(20);
    long width = reader.u32le();
    long height = reader.u32le();
    long depth = reader.u32le();
    long layers = reader.u32le();
    long faces = reader.u32le();
    long levels = reader.u32le();
    long supercompression = reader.u32le();
    require(width > 0 && width <= KTX2_MAX_SIDE && height <= KTX2_MAX_SIDE, "KTX2 of odd size");
    require(depth <= KTX2_MAX_SIDE && layers <= KTX2_MAX_SIDE, "KTX2 of odd depth or layers");
    require(faces == 1 || faces == 6, "KTX2 of " + faces + " faces");
    require(levels <= 17, "KTX2 of " + levels + " levels");
    require(supercompression <= 3, "KTX2 supercompression " + supercompression);
    reader.moveTo(80);
    for (long level = 0; level < Math.max(1, levels); level++) {
      long offset = reader.u64le();
      long length = reader.u64le();
      reader.skip(8);
      require(
          offset >= 80 && length > 0 && offset <= reader.length() - length,
          "cut short: KTX2 level outside of the file");
    }
  }
}
