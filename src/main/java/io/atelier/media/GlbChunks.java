package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * The chunks of a binary glTF file (glTF 2.0, section 4): version 2, the length of the file, a glTF
 * document that needs no other file, and whole chunks behind it.
 */
final class GlbChunks {
  private static final long JSON = 0x4e4f534aL;

  private GlbChunks() {}

  static void read(ByteReader reader) throws IOException, MalformedMedia {
    long version = reader.u32le();
    require(version == 2, "GLB version " + version);
    long length = reader.u32le();
    require(
        length == reader.length(),
        "GLB announces " + length + " bytes, " + reader.length() + " present");
    long json = reader.u32le();
    require(reader.u32le() == JSON && json <= reader.remaining(), "GLB without JSON chunk");
    long end = reader.position() + json;
    require(JsonDocument.format(reader.stream(json)) == FileFormat.GLTF, "GLB without glTF in it");
    reader.moveTo(end);
    while (reader.remaining() > 0) {
      long chunk = reader.u32le();
      reader.skip(4);
      reader.skip(chunk);
    }
  }
}
