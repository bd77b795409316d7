package io.atelier;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * HTTP by hand, for requests that no client library would send.
 *
 * @param status the status, or 0 where the connection was closed without an answer
 * @param headers the header lines, as they came
 * @param body what came until the server closed
 */
record RawHttp(int status, List<String> headers, byte[] body) {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(30).toMillis();

  /**
   * Sends one request, whose first line and header lines are those given, and reads to the end.
   *
   * @param lines sent as ISO 8859-1, so that any byte can be sent
   */
  static RawHttp exchange(String... lines) throws IOException {
    String head = String.join("\r\n", lines) + "\r\nConnection: close\r\n\r\n";
    return exchange(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Sends those bytes and reads to the end. */
  static RawHttp exchange(byte[] request) throws IOException {
    return exchange(LiveServer.at("/"), request);
  }

  /** Sends those bytes to that server and reads to the end. */
  static RawHttp exchange(URI server, byte[] request) throws IOException {
    try (Socket socket = new Socket(server.getHost(), server.getPort())) {
      socket.setSoTimeout(TIMEOUT_MILLIS);
      try {
        socket.getOutputStream().write(request);
      } catch (SocketException e) {
        // It answered before it had read everything, and closed.
      }
      return parse(readAll(socket.getInputStream()));
    }
  }

  /** The Host line of the server under test. */
  static String host() {
    return "Host: " + LiveServer.at("/").getAuthority();
  }

  /** The one value of a header; empty where it is absent. */
  String header(String name) {
    String prefix = name.toLowerCase(Locale.ROOT) + ":";
    return headers.stream()
        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(line -> line.substring(prefix.length()).strip())
        .findFirst()
        .orElse("");
  }

  /** The body as text. */
  String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** All that the server said, but for the date, as text. */
  String everything() {
    return status
        + "\n"
        + String.join("\n", headers.stream().filter(line -> !line.startsWith("Date:")).toList())
        + "\n\n"
        + text();
  }

  private static byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      in.transferTo(all);
    } catch (SocketException e) {
      // Reset after what it had to say.
    }
    return all.toByteArray();
  }

  private static RawHttp parse(byte[] answer) {
    String text = new String(answer, StandardCharsets.ISO_8859_1);
    int end = text.indexOf("\r\n\r\n");
    if (end < 0) {
      return new RawHttp(0, List.of(), answer);
    }
    List<String> lines = text.substring(0, end).lines().toList();
    return new RawHttp(
        Integer.parseInt(lines.get(0).split(" ")[1]),
        lines.subList(1, lines.size()),
        text.substring(end + 4).getBytes(StandardCharsets.ISO_8859_1));
  }
}
