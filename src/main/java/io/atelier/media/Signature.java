package io.atelier.media;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The bytes a binary format begins with, and what else must be true of such a file.
 *
 * <p>The first that fits decides: the bytes are hexadecimal, {@code ?} is any digit.
 */
enum Signature {
  PNG(PngStructure::read, "89504e47"),
  JPEG(JpegSegments::read, "ffd8ff"),
  GIF(GifBlocks::read, "47494638"),
  WEBP(WebpChunks::read, "52494646????????57454250"),
  WAV(WavStructure::read, "52494646"),
  HDR(RadianceScanlines::probe, "233f52414449414e4345", "233f52474245"),
  EXR(ExrHeader::read, "762f3101"),
  KTX2(Ktx2Levels::read, "ab4b5458203230bb0d0a1a0a"),
  ISO_BASE_MEDIA(IsoBoxes::read, "????????66747970"),
  WEBM(WebmSegment::read, "1a45dfa3"),
  MP3_TAG(Mp3Frames::read, "494433"),
  MP3_FRAME(Mp3Frames::read, "fffb", "fffa", "fff3", "fff2", "ffe3", "ffe2"),
  OGG(OggPages::read, "4f676753"),
  FLAC(FlacFrames::read, "664c6143"),
  GLB(GlbChunks::read, "676c5446"),
  ZIP(header(FileFormat.ZIP, ZipDirectory::read), "504b0304", "504b0506"),
  WASM(header(FileFormat.WASM, WasmSections::read), "0061736d");

  /** Reads on behind the first four bytes. */
  private interface Structure {
    ProbeResult read(ByteReader reader) throws IOException, MalformedMedia;
  }

  /** Reads on behind the first four bytes, and finds nothing wrong. */
  private interface Header {
    void read(ByteReader reader) throws IOException, MalformedMedia;
  }

  private final Structure structure;
  private final List<String> beginnings;

  Signature(Structure structure, String... beginnings) {
    this.structure = structure;
    this.beginnings = List.of(beginnings);
  }

  private static Structure header(FileFormat format, Header header) {
    return reader -> {
      header.read(reader);
      return new ProbeResult.Recognised(format);
    };
  }

  /** The signature of a file that begins with these bytes, in hexadecimal. */
  static Optional<Signature> of(String head) {
    return Arrays.stream(values())
        .filter(signature -> signature.beginnings.stream().anyMatch(b -> fits(head, b)))
        .findFirst();
  }

  private static boolean fits(String head, String beginning) {
    if (head.length() < beginning.length()) {
      return false;
    }
    for (int i = 0; i < beginning.length(); i++) {
      if (beginning.charAt(i) != '?' && beginning.charAt(i) != head.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** What the file is; the reader stands at its beginning. */
  ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    reader.skip(4);
    return structure.read(reader);
  }
}
