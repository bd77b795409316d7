package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * A text in UTF-8, whose format follows from its language: JSON begins with a bracket, a shader
 * says what only shaders say, and anything else is refused, markup by its first character.
 */
final class TextDocument {
  private static final long BYTE_ORDER_MARK = 0xefbbbf;

  /** Text is parsed character by character: a second or two for so much. */
  private static final long MOST_BYTES = 64 << 20;

  private TextDocument() {}

  /** Whether these may be the first bytes of a text: none is a control character. */
  static boolean begins(byte[] head) {
    for (byte b : head) {
      if (b >= 0 && b < ' ' && !blank(b)) {
        return false;
      }
    }
    return true;
  }

  /** What a text is; the reader stands at its beginning. */
  static ProbeResult read(ByteReader reader) throws IOException, MalformedMedia {
    require(
        reader.length() <= MOST_BYTES,
        "text of " + reader.length() + " bytes, over the limit of " + MOST_BYTES);
    skipMark(reader);
    int first = first(reader);
    reader.moveTo(reader.position() - 1);
    return switch (first) {
      case '{', '[' -> JsonDocument.read(reader.stream(reader.remaining()), FileFormat.GLTF, null);
      case '<' -> throw new MalformedMedia("markup is no media");
      default ->
          new ProbeResult.Recognised(ShaderDocument.format(reader.stream(reader.remaining())));
    };
  }

  private static void skipMark(ByteReader reader) throws IOException, MalformedMedia {
    if (reader.length() >= 3 && (reader.u16be() << 8 | reader.u8()) != BYTE_ORDER_MARK) {
      reader.moveTo(0);
    }
  }

  private static int first(ByteReader reader) throws IOException, MalformedMedia {
    while (reader.remaining() > 0) {
      int c = reader.u8();
      if (!blank(c)) {
        return c;
      }
    }
    throw new MalformedMedia("text without content");
  }

  private static boolean blank(int c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }
}
