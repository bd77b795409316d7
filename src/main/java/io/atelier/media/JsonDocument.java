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
import org.jspecify.annotations.Nullable;

/**
 * A JSON text (RFC 8259) parsed from its first bracket to its end, holding none of it: glTF if its
 * {@code asset.version} says so, which must then be in one piece.
 *
 * <p>A glTF that names other files cannot be one asset: its loader would look for them beside the
 * asset's URL. In one piece means that whatever it refers to by {@code uri} is in the URI itself.
 */
final class JsonDocument {
  private static final int MAX_DEPTH = 256;

  /**
   * Each costs some 60 ns, one of a glTF element more, a long text next to nothing: with more of
   * them the probe would take over its 200 ms.
   */
  private static final int MOST_TOKENS = 1_000_000;

  private static final String DATA_URI = "data:";

  /** Whose elements may refer to files: glTF 2.0 section 3.6, and shaders of glTF 1.0. */
  private static final Set<String> REFERRING = Set.of("buffers", "images", "shaders");

  private final JsonParser parser;
  private final GltfElements elements = new GltfElements();
  private final @Nullable JsonPlace[] places = new JsonPlace[MAX_DEPTH + 1];
  private final boolean[] arrays = new boolean[MAX_DEPTH + 1];
  private int depth;
  private int tokens;
  private String member = "";
  private String key = "";
  private int gltfVersion;
  private boolean outside;

  private JsonDocument(JsonParser parser) {
    this.parser = parser;
  }

  /**
   * What the text is: {@link FileFormat#JSON} or a model.
   *
   * @param format of the model, if it is one
   * @param chunk over what the file has beside the text; null if it has nothing beside it
   */
  static ProbeResult.Intact read(InputStream text, FileFormat format, @Nullable ByteReader chunk)
      throws IOException, MalformedMedia {
    InputStreamReader characters = new InputStreamReader(text, StandardCharsets.UTF_8.newDecoder());
    try (JsonParser parser = Json.createParser(new ShortTokens(characters))) {
      JsonDocument document = new JsonDocument(parser);
      document.read(format == FileFormat.GLB);
      return document.result(format, chunk);
    } catch (JsonException e) {
      if (e.getCause() instanceof IOException disk && !(disk instanceof CharacterCodingException)) {
        throw disk;
      }
      throw new MalformedMedia("JSON that does not parse");
    }
  }

  private void read(boolean gltf) throws MalformedMedia {
    while (parser.hasNext()) {
      require(++tokens <= MOST_TOKENS, "JSON of more than " + MOST_TOKENS + " values and names");
      event(parser.next());
      require(!elements.tooMany() || (gltfVersion == 0 && !gltf), elements.wrong);
    }
    require(depth == 0, "cut short: JSON without its end");
  }

  private ProbeResult.Intact result(FileFormat format, @Nullable ByteReader chunk)
      throws IOException, MalformedMedia {
    if (gltfVersion == 0) {
      return new ProbeResult.Recognised(FileFormat.JSON);
    }
    require(!outside, "glTF that refers to files outside of it");
    require(gltfVersion == 2, "glTF 1, which loaders no longer read");
    ProbeResult.Model model =
        new GltfScene(elements).model(format, chunk == null ? -1 : chunk.length());
    if (chunk != null) {
      new GltfContents(elements, chunk).check();
    }
    return model;
  }

  private void event(Event event) throws MalformedMedia {
    switch (event) {
      case START_OBJECT, START_ARRAY -> {
        require(depth < MAX_DEPTH, "JSON nested deeper than " + MAX_DEPTH);
        JsonPlace place = place();
        depth++;
        places[depth] = place;
        arrays[depth] = event == Event.START_ARRAY;
        if (place != null) {
          elements.begin(place.path, arrays[depth]);
        }
      }
      case END_OBJECT, END_ARRAY -> depth--;
      case KEY_NAME -> {
        key = parser.getString();
        member = depth == 1 ? key : member;
        return;
      }
      case VALUE_STRING -> string();
      case VALUE_NUMBER -> {
        JsonPlace place = place();
        if (place != null && GltfElements.isNumber(place.path)) {
          elements.number(place.path, parser.getString());
        } else if (place != null) {
          elements.other(place.path);
        }
      }
      case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> {
        JsonPlace place = place();
        if (place != null) {
          elements.other(place.path);
        }
      }
    }
    key = "";
  }

  private void string() {
    if (depth == 2 && member.equals("asset") && key.equals("version")) {
      String version = parser.getString();
      if (version.startsWith("2.") || version.startsWith("1.")) {
        gltfVersion = version.charAt(0) - '0';
      }
    }
    if (key.equals("uri") && mayRefer()) {
      outside |= !parser.getString().regionMatches(true, 0, DATA_URI, 0, DATA_URI.length());
    }
    JsonPlace place = place();
    if (place != null && GltfElements.isText(place.path)) {
      elements.string(place.path, parser.getString());
    } else if (place != null) {
      elements.other(place.path);
    }
  }

  private boolean mayRefer() {
    return depth == 3 && REFERRING.contains(member) || depth > 1 && member.equals("extensions");
  }

  /** Where the value at hand stands; null where nothing is of interest. */
  private @Nullable JsonPlace place() {
    if (depth == 0) {
      return JsonPlace.root();
    }
    JsonPlace parent = places[depth];
    if (parent == null || depth > GltfElements.DEEPEST || elements.tooMany()) {
      return null;
    }
    if (depth == 1) {
      return GltfElements.MEMBERS.contains(key) ? parent.member(key) : null;
    }
    if (arrays[depth]) {
      return parent.element();
    }
    return key.indexOf('/') < 0 ? parent.member(key) : null;
  }
}
