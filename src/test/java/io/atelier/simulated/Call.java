package io.atelier.simulated;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One request to a simulator.
 *
 * @param path below the provider's own prefix, with a slash before it
 * @param base where the simulators are, without a slash behind it
 * @param headers by lower-case name, the first of each
 */
public record Call(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body,
    URI base) {

  static Call read(HttpExchange exchange, String prefix) throws IOException {
    URI uri = exchange.getRequestURI();
    Map<String, String> headers = new HashMap<>();
    for (Map.Entry<String, List<String>> header : exchange.getRequestHeaders().entrySet()) {
      headers.put(header.getKey().toLowerCase(Locale.ROOT), header.getValue().get(0));
    }
    return new Call(
        exchange.getRequestMethod(),
        uri.getPath().substring(prefix.length()),
        query(uri.getRawQuery()),
        headers,
        exchange.getRequestBody().readAllBytes(),
        // There may be a proxy between.
        URI.create("http://" + headers.get("host")));
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw == null ? new String[0] : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], parts.length < 2 ? "" : decoded(parts[1]));
    }
    return query;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Method and path. */
  public String route() {
    return method + " " + path;
  }

  /** The object that the body is; empty if it is none. */
  public Optional<JsonObject> json() {
    try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
      return Optional.of(reader.readObject());
    } catch (JsonException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** Whether the key is that one. */
  public boolean isFrom(String key) {
    return ("Bearer " + key).equals(headers.get("authorization"));
  }
}
