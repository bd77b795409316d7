package io.atelier.breakable;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.spi.JsonProvider;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

/** JSON, by one provider: {@code Json} looks for one each time, which costs more than the rest. */
final class JsonDocuments {
  private static final JsonProvider PROVIDER = JsonProvider.provider();

  private JsonDocuments() {}

  static JsonObjectBuilder object() {
    return PROVIDER.createObjectBuilder();
  }

  static JsonObjectBuilder object(JsonObject like) {
    return PROVIDER.createObjectBuilder(like);
  }

  static JsonArrayBuilder array() {
    return PROVIDER.createArrayBuilder();
  }

  static JsonObject read(byte[] text) {
    return read(new String(text, StandardCharsets.UTF_8));
  }

  /**
   * The object of that text.
   *
   * @throws jakarta.json.JsonException if it is none
   */
  static JsonObject read(String text) {
    try (JsonReader reader = PROVIDER.createReader(new StringReader(text))) {
      return reader.readObject();
    }
  }
}
