package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import java.io.IOException;

/**
 * A text in UTF-8, whose format follows from its language: JSON begins with a bracket, a shader
 * says what only shaders say, and anything else is refused, markup by its first character.
 */
final class TextDocument {
  private static final long BYTE_ORDER_MARK = 0xefbbbf;

  /** Read character by character: a tenth of a second at worst for so much. */
  private static final long MOST_JSON_BYTES = 16 << 20;

  /** Read token by token, with a text for each: 48 bytes a character at worst. */
  private static final long MOST_SHADER_BYTES = 1 << 20;

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
    requireWithin(MOST_JSON_BYTES, "text", reader);
    skipMark(reader);
    int first = first(reader);
    reader.moveTo(reader.position() - 1);
    return switch (first) {
      case '{', '[' -> JsonDocument.read(reader.stream(reader.remaining()), FileFormat.GLTF, null);
      case '<' -> throw new MalformedMedia("markup is no media");
      default -> {
        requireWithin(MOST_SHADER_BYTES, "text that is no JSON", reader);
        yield new ProbeResult.Recognised(ShaderDocument.format(reader.stream(reader.remaining())));
      }
    };
  }

  private static void requireWithin(long most, String what, ByteReader reader)
      throws MalformedMedia {
    require(
        reader.length() <= most,
        what + " of " + reader.length() + " bytes, over the limit of " + most);
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
