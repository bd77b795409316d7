package io.atelier.media;

import static io.atelier.media.MalformedMedia.require;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParser.Event;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/**
 * A JSON text (RFC 8259) parsed from its first bracket to its end, holding none of it: glTF if its
 * {@code asset.version} says so, which must then be in one piece.
 *
 * <p>A glTF that names other files cannot be one asset: its loader would look for them beside the
 * asset's URL. In one piece means that whatever it refers to by {@code uri} is in the URI itself.
 */
final class JsonDocument {
  private static final int MAX_DEPTH = 256;
  private static final String DATA_URI = "data:";

  /** Whose elements may refer to files: glTF 2.0 section 3.6, and shaders of glTF 1.0. */
  private static final Set<String> REFERRING = Set.of("buffers", "images", "shaders");

  private final JsonParser parser;
  private int depth;
  private String member = "";
  private String key = "";
  private boolean gltf;
  private boolean outside;

  private JsonDocument(JsonParser parser) {
    this.parser = parser;
  }

  /** {@link FileFormat#GLTF} or {@link FileFormat#JSON}. */
  static FileFormat format(InputStream text) throws IOException, MalformedMedia {
    InputStreamReader characters = new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder());
    try (JsonParser parser = Json.createParser(new ShortTokens(characters))) {
      return new JsonDocument(parser).format();
    } catch (JsonException e) {
      if (e.getCause() instanceof IOException disk && !(disk instanceof CharacterCodingException)) {
        throw disk;
      }
      throw new MalformedMedia("JSON that does not parse");
    }
  }

  private FileFormat format() throws MalformedMedia {
    while (parser.hasNext()) {
      event(parser.next());
    }
    require(depth == 0, "cut short: JSON without its end");
    require(!gltf || !outside, "glTF that refers to files outside of it");
    return gltf ? FileFormat.GLTF : FileFormat.JSON;
  }

  private void event(Event event) throws MalformedMedia {
    switch (event) {
      case START_OBJECT, START_ARRAY ->
          require(++depth <= MAX_DEPTH, "JSON nested deeper than " + MAX_DEPTH);
      case END_OBJECT, END_ARRAY -> depth--;
      case KEY_NAME -> {
        if (depth == 1) {
          member = parser.getString();
        }
        key = parser.getString();
        return;
      }
      case VALUE_STRING -> {
        if (depth == 2 && member.equals("asset") && key.equals("version")) {
          String version = parser.getString();
          gltf |= version.startsWith("2.") || version.startsWith("1.");
        }
        if (key.equals("uri") && mayRefer()) {
          outside |= !parser.getString().regionMatches(true, 0, DATA_URI, 0, DATA_URI.length());
        }
      }
      case VALUE_NUMBER, VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {}
    }
    key = "";
  }

  private boolean mayRefer() {
    return depth == 3 && REFERRING.contains(member) || depth > 1 && member.equals("extensions");
  }
}
