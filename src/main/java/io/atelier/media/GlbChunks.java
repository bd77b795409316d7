package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The chunks of a binary glTF file (glTF 2.0, section 4): version 2, the length of the file, a glTF
 * document that needs no other file, and whole chunks behind it.
 */
final class GlbChunks {
  private static final long JSON = 0x4e4f534aL;

  /**
   * A thousand times that of a model with one mesh; what is large in a GLB is in its bytes. As
   * objects, its values take some twenty times as much.
   */
  static final long MOST_JSON_BYTES = 1 << 22;

  private static final long BIN = 0x004e4942L;

  private GlbChunks() {}

  /** Reads on behind "glTF". */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    long version = reader.u32le();
    require(version == 2, "GLB version " + version);
    long length = reader.u32le();
    require(
        length == reader.length(),
        "GLB announces " + length + " bytes, " + reader.length() + " present");
    long jsonBytes = reader.u32le();
    require(
        jsonBytes <= MOST_JSON_BYTES,
        "GLB with a document of " + jsonBytes + " bytes, over the limit of " + MOST_JSON_BYTES);
    require(reader.u32le() == JSON && jsonBytes <= reader.remaining(), "GLB without JSON chunk");
    long json = reader.position();
    ByteReader bin = chunks(reader, json + jsonBytes);
    reader.moveTo(json);
    ProbeResult model = JsonDocument.read(reader.stream(jsonBytes), FileFormat.GLB, bin);
    require(model instanceof ProbeResult.Model, "GLB without glTF in it");
    return model;
  }

  /** Walks the chunks behind the JSON; the first, if it is the binary one. */
  private static @Nullable ByteReader chunks(ByteReader reader, long start)
      throws IOException, MalformedMedia {
    reader.moveTo(start);
    ByteReader bin = null;
    boolean first = true;
    while (reader.remaining() > 0) {
      reader.countPart();
      long bytes = reader.u32le();
      long type = reader.u32le();
      if (first && type == BIN) {
        bin = reader.part(bytes);
      }
      reader.skip(bytes);
      first = false;
    }
    return bin;
  }
}
