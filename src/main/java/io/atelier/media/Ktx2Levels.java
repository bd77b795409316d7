package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/** The header of a KTX 2.0 texture (section 3): sizes that make sense, every level in the file. */
final class Ktx2Levels {
  private static final int MAX_SIDE = 65_536;

  private Ktx2Levels() {}

  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    reader.moveTo(20);
    long width = reader.u32le();
    long height = reader.u32le();
    long depth = reader.u32le();
    long layers = reader.u32le();
    long faces = reader.u32le();
    long levels = reader.u32le();
    long supercompression = reader.u32le();
    require(width > 0 && width <= MAX_SIDE && height <= MAX_SIDE, "KTX2 of odd size");
    require(depth <= MAX_SIDE && layers <= MAX_SIDE, "KTX2 of odd depth or layers");
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
    return PixelLimit.image(FileFormat.KTX2, width, Math.max(1, height));
  }
}
