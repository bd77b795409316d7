package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Tells what a file really is by its bytes alone: media by walking their structure to the last
 * byte, text by its language.
 *
 * <p>Safe on hostile content: no exception but the disk's, no decoding but that of a Radiance
 * picture's runs, and work bounded by the file's own size and by 2 million parts; text is refused
 * over 16 MiB, over 1 MiB if it is no JSON, and a GLB's document over 4 MiB. No length in the file
 * decides an allocation: a probe holds a buffer of 64 KiB, a scanline of at most 256 KiB, and of a
 * glTF at most 300,000 elements (some 20 MiB). What takes a full decode is told by {@code
 * media.measure}. Stateless and thread-safe.
 */
public final class MediaProbe {
  private static final int HEAD_BYTES = 16;

  private MediaProbe() {}

  /**
   * What a complete file of a known format is, or {@link ProbeResult.Broken} with the reason.
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
    require(reader.length() > 0, "empty file");
    byte[] head = reader.head(HEAD_BYTES);
    String hex = HexFormat.of().formatHex(head);
    Optional<Signature> signature = Signature.of(hex);
    if (signature.isPresent()) {
      return signature.get().read(reader);
    }
    require(
        TextDocument.begins(head),
        "unrecognised content, it begins with 0x" + hex.substring(0, Math.min(8, hex.length())));
    return TextDocument.read(reader);
  }
}
