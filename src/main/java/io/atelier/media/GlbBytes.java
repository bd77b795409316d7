package io.atelier.media;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** The binary chunk of a GLB as it comes together, and the file around it (glTF 2.0, section 4). */
final class GlbBytes {
  private static final int BUFFER = 64 * 1024;

  private final List<ByteBuffer> parts = new ArrayList<>();
  private long size;

  /** Adds a part on a boundary of four bytes; where it begins. */
  long add(byte[] part) {
    return add(ByteBuffer.wrap(part));
  }

  long add(ByteBuffer part) {
    long offset = size;
    parts.add(part);
    size += padded(part.remaining());
    return offset;
  }

  long size() {
    return size;
  }

  private static long padded(long bytes) {
    return (bytes + 3) / 4 * 4;
  }

  void write(JsonObject document, OutputStream out) throws IOException, MalformedMedia {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonWriter writer = Json.createWriter(text)) {
      writer.write(document);
    }
    while (text.size() % 4 != 0) {
      text.write(' ');
    }
    long length = 12 + 8 + text.size() + 8 + size;
    MalformedMedia.require(length < 1L << 32, "it is too large for a GLB");
    ByteBuffer head = ByteBuffer.allocate(20).order(ByteOrder.LITTLE_ENDIAN);
    head.putInt(0x46546c67).putInt(2).putInt((int) length).putInt(text.size()).putInt(0x4e4f534a);
    out.write(head.array());
    text.writeTo(out);
    ByteBuffer chunk = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    out.write(chunk.putInt((int) size).putInt(0x004e4942).array());
    byte[] buffer = new byte[BUFFER];
    for (ByteBuffer part : parts) {
      write(part.duplicate(), buffer, out);
    }
  }

  private static void write(ByteBuffer part, byte[] buffer, OutputStream out) throws IOException {
    long padding = padded(part.remaining()) - part.remaining();
    while (part.hasRemaining()) {
      int step = Math.min(buffer.length, part.remaining());
      part.get(buffer, 0, step);
      out.write(buffer, 0, step);
    }
    for (; padding > 0; padding--) {
      out.write(0);
    }
  }
}
