package io.atelier.media;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Tells what a file really is by walking its structure to the last byte.
 *
 * <p>Safe on hostile content: no exception but the disk's, no allocation from a length in the file,
 * no decoding, and work bounded by the file's own size. Stateless and thread-safe.
 */
public final class MediaProbe {
  private static final long PNG_MAGIC = 0x89504e47L;
  private static final long RIFF_MAGIC = 0x52494646L;

  private MediaProbe() {}

  /**
   * The facts of a complete file of a known format, or {@link ProbeResult.Broken} with the reason.
   *
   * @throws IOException if the disk fails; never because of the content
   */
  public static ProbeResult probe(Path file) throws IOException {
    try (ByteReader reader = new ByteReader(file)) {
      return probe(reader);
    } catch (MalformedMedia malformed) {
      return new ProbeResult.Broken(malformed.reason());
    }
  }

  private static ProbeResult probe(ByteReader reader) throws IOException, MalformedMedia {
    if (reader.length() == 0) {
      throw new MalformedMedia("empty file");
    }
    long magic = reader.u32be();
    if (magic == PNG_MAGIC) {
      return PngStructure.read(reader);
    }
    if (magic == RIFF_MAGIC) {
      return WavStructure.read(reader);
    }
    throw new MalformedMedia("unrecognised content, it begins with 0x%08x".formatted(magic));
  }
}
