package io.atelier.breakable;

import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One request on one connection, and exactly what came back, however broken. */
final class RawClient {
  private static final int MOST = 1 << 20;

  private final URI server;
  private final int timeoutMillis;

  RawClient(URI server, int timeoutMillis) {
    this.server = server;
    this.timeoutMillis = timeoutMillis;
  }

  /** How the connection ended. */
  enum End {
    /** In order. */
    CLOSED,
    RESET,
    /** It had not, when the time was up. */
    SILENT,
    /** It had not, but was too long. */
    TOO_LONG
  }

  /**
   * What came.
   *
   * @param status 0 if there was no head
   * @param head its lines
   */
  record Came(int status, List<String> head, byte[] body, End end) {
    String header(String name) {
      String prefix = name.toLowerCase(Locale.ROOT) + ": ";
      return head.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .findFirst()
          .orElse("");
    }

    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonObject json() {
      return JsonDocuments.read(body);
    }

    boolean isWhole() {
      return header("Content-Length").equals(String.valueOf(body.length));
    }
  }

  /** A create of a small image. */
  Came create(String account, String key, String prompt) throws IOException {
    String body =
        JsonDocuments.object()
            .add("kind", "image")
            .add("prompt", prompt)
            .add("reference", key)
            .add(
                "media",
                JsonDocuments.object().add("format", "png").add("width", 64).add("height", 64))
            .build()
            .toString();
    return send("POST", "/" + account + "/v1/tasks", "Idempotency-Key: " + key + "\r\n", body);
  }

  Came poll(String account, String task) throws IOException {
    return get("/" + account + "/v1/tasks/" + task);
  }

  Came get(String path) throws IOException {
    return send("GET", path, "", "");
  }

  Came delete(String path) throws IOException {
    return send("DELETE", path, "", "");
  }

  private Came send(String method, String path, String headers, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    String head =
        "%s %s HTTP/1.1\r\nHost: test\r\nConnection: close\r\n%sContent-Length: %d\r\n\r\n"
            .formatted(method, path, headers, bytes.length);
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    request.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
    request.writeBytes(bytes);
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(timeoutMillis);
      socket.getOutputStream().write(request.toByteArray());
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      return parse(all, read(socket.getInputStream(), all));
    }
  }

  private static End read(InputStream in, ByteArrayOutputStream all) throws IOException {
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        all.write(buffer, 0, n);
        if (all.size() > MOST) {
          return End.TOO_LONG;
        }
      }
      return End.CLOSED;
    } catch (SocketTimeoutException e) {
      return End.SILENT;
    } catch (SocketException e) {
      return End.RESET;
    }
  }

  private static Came parse(ByteArrayOutputStream all, End end) {
    String text = all.toString(StandardCharsets.ISO_8859_1);
    int blank = text.indexOf("\r\n\r\n");
    if (blank < 0) {
      return new Came(0, List.of(), all.toByteArray(), end);
    }
    List<String> head = text.substring(0, blank).lines().toList();
    return new Came(
        Integer.parseInt(head.get(0).split(" ")[1]),
        head,
        text.substring(blank + 4).getBytes(StandardCharsets.ISO_8859_1),
        end);
  }
}
