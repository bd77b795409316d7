package io.atelier.problem;

import static io.atelier.problem.SharedJson.JSON;

import jakarta.json.JsonConfig;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Reads a request's body as one JSON object, strictly: size, UTF-8, depth, no key twice. */
public final class JsonBody {
  private static final int MAX_BYTES = 1024 * 1024;
  private static final int MAX_DEPTH = 32;
  private static final JsonReaderFactory READERS =
      JSON.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

  private JsonBody() {}

  /**
   * The object.
   *
   * @throws ProblemException {@code BODY_TOO_LARGE}, {@code MALFORMED_JSON} or {@code
   *     NOT_AN_OBJECT}
   */
  public static JsonObject read(InputStream body) throws IOException {
    byte[] bytes = body.readNBytes(MAX_BYTES + 1);
    if (bytes.length > MAX_BYTES) {
      throw new ProblemException(
          ErrorCode.BODY_TOO_LARGE, "The body may have at most " + MAX_BYTES + " bytes.");
    }
    String text = decode(bytes);
    checkShape(text);
    if (!text.stripLeading().startsWith("{") && isJson(text)) {
      throw new ProblemException(
          ErrorCode.NOT_AN_OBJECT,
          "The body must be one JSON object, {…}; it is an array, a string, a number, true, false"
              + " or null.");
    }
    try (JsonReader reader = READERS.createReader(new StringReader(text))) {
      return reader.readObject();
    } catch (JsonException
        | ArithmeticException
        | IllegalArgumentException
        | UnsupportedOperationException e) {
      // All but the first are how the parser says that a number is beyond its limits.
      throw malformed("it could not be parsed, or has a key twice");
    }
  }

  /**
   * The object, with no other fields than those.
   *
   * @throws ProblemException {@code BODY_TOO_LARGE}, {@code MALFORMED_JSON}, {@code NOT_AN_OBJECT}
   *     or {@code UNKNOWN_FIELD}
   */
  public static JsonObject read(InputStream body, List<String> fields) throws IOException {
    JsonObject object = read(body);
    requireKnown(object, fields);
    return object;
  }

  /**
   * Requires that an object has no other fields than those.
   *
   * @throws ProblemException {@code UNKNOWN_FIELD}
   */
  public static void requireKnown(JsonObject object, List<String> fields) {
    for (String name : object.keySet()) {
      if (!fields.contains(name)) {
        throw new UnknownFieldException("", name, fields);
      }
    }
  }

  /**
   * The same of a body that may be left out, which is an object without fields.
   *
   * @throws ProblemException as {@link #read(InputStream, List)}
   */
  public static JsonObject readIfAny(InputStream body, List<String> fields) throws IOException {
    PushbackInputStream in = new PushbackInputStream(body);
    int first = in.read();
    if (first < 0) {
      return JsonValue.EMPTY_JSON_OBJECT;
    }
    in.unread(first);
    return read(in, fields);
  }

  private static String decode(byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw malformed("it is not UTF-8");
    }
  }

  // What the parser does not see to: it recurses as deep as the text does, and stops at the end of
  // the first value.
  private static void checkShape(String text) {
    int depth = 0;
    boolean inString = false;
    boolean ended = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (ended && " \t\r\n".indexOf(c) < 0) {
        throw malformed("something follows it");
      }
      if (inString) {
        if (c == '\\') {
          i++;
        } else if (c == '"') {
          inString = false;
        }
      } else if (c == '"') {
        inString = true;
      } else if (c == '{' || c == '[') {
        if (++depth > MAX_DEPTH) {
          throw malformed("it is nested deeper than " + MAX_DEPTH);
        }
      } else if (c == '}' || c == ']') {
        ended = --depth == 0;
      }
    }
  }

  private static boolean isJson(String text) {
    try (JsonParser parser = JSON.createParser(new StringReader(text))) {
      while (parser.hasNext()) {
        parser.next();
      }
      return true;
    } catch (JsonException e) {
      return false;
    }
  }

  private static ProblemException malformed(String why) {
    return new ProblemException(
        ErrorCode.MALFORMED_JSON, "The body must be one JSON object; " + why + ".");
  }
}
