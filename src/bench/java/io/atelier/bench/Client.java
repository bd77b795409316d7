package io.atelier.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks a server for sounds in many tenants' names, over connections that are kept; as little work
 * of its own as can be, because it shares the machine with what it measures.
 */
final class Client {
  private static final byte[] ORDER =
      """
      {"skill":"generate_audio","input":{"type":"sfx","prompt":"a coin","duration_seconds":0.5}}
      """
          .getBytes(StandardCharsets.UTF_8);

  private final String url;
  private final Map<String, String> tokens = new ConcurrentHashMap<>();

  static {
    System.setProperty("http.maxConnections", "128");
  }

  Client(String url) {
    this.url = url;
  }

  /** Creators of that many tenants, each known to the server. */
  List<String> tenants(int count) throws IOException {
    List<String> tenants = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      String tenant = "bench-" + n;
      tokens.put(tenant, token(tenant));
      tenants.add(tenant);
    }
    return tenants;
  }

  private String token(String tenant) throws IOException {
    return send("/dev/token?groups=creator&tenant=" + tenant, null, new byte[0], 200);
  }

  /** The token of an operator. */
  String operator() throws IOException {
    return send("/dev/token?groups=operator&tenant=operations", null, new byte[0], 200);
  }

  /** The answer to a GET. */
  String get(String path, String token) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setReadTimeout(600_000);
    connection.setRequestProperty("Authorization", "Bearer " + token);
    return answer(connection, path, 200);
  }

  /** The answer to an order of one sound. */
  String order(String tenant) throws IOException {
    String token = tokens.get(tenant);
    if (token == null) {
      token = token(tenant);
      tokens.put(tenant, token);
    }
    return send("/api/v1/runs/bench/steps", token, ORDER, 202);
  }

  /** The answer to a POST without a token. */
  String post(String path) throws IOException {
    return send(path, null, new byte[0], 200);
  }

  /** The answer to a POST of nothing. */
  String post(String path, String token) throws IOException {
    return send(path, token, new byte[0], 200);
  }

  private String send(String path, String token, byte[] body, int expected) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(url + path).toURL().openConnection();
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    connection.setFixedLengthStreamingMode(body.length);
    connection.setConnectTimeout(60_000);
    connection.setReadTimeout(600_000);
    if (token != null) {
      connection.setRequestProperty("Authorization", "Bearer " + token);
      connection.setRequestProperty("Content-Type", "application/json");
    }
    try (OutputStream out = connection.getOutputStream()) {
      out.write(body);
    }
    return answer(connection, path, expected);
  }

  private static String answer(HttpURLConnection connection, String path, int expected)
      throws IOException {
    int status = connection.getResponseCode();
    try (InputStream in =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      if (status != expected) {
        throw new IOException(path + " was answered " + status + " " + answer);
      }
      return answer;
    }
  }
}
