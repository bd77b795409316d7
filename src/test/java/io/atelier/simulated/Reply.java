package io.atelier.simulated;

import com.sun.net.httpserver.HttpExchange;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/**
 * What a simulator answers.
 *
 * @param announced how long the body is said to be
 * @param cut whether the connection ends without any of it
 * @param events what follows the body, each as soon as it is there
 */
public record Reply(
    int status,
    Map<String, String> headers,
    byte[] body,
    long announced,
    boolean cut,
    Iterator<String> events) {

  /** A JSON document. */
  public static Reply json(int status, JsonValue json) {
    return text(status, "application/json", json.toString());
  }

  /** Some text. */
  public static Reply text(int status, String type, String text) {
    return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A file. */
  public static Reply bytes(int status, String type, byte[] bytes) {
    return new Reply(
        status,
        Map.of("Content-Type", type),
        bytes,
        bytes.length,
        false,
        Collections.emptyIterator());
  }

  /** Server-sent events. */
  public static Reply events(Iterator<String> events) {
    return new Reply(
        200, Map.of("Content-Type", "text/event-stream"), new byte[0], -1, false, events);
  }

  /**
   * A proxy's page, as one gets it when the server behind it is away; it shows what it was sent.
   */
  public static Reply badGateway(Call call) {
    return text(
        502,
        "text/html",
        "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1>"
            + "</center><hr><center>nginx</center><!-- "
            + call.headers().get("authorization")
            + " --></body></html>");
  }

  /** The connection ends without an answer. */
  public static Reply none() {
    return new Reply(0, Map.of(), new byte[0], 0, true, Collections.emptyIterator());
  }

  /** The same, of which only so much comes before the connection ends. */
  public Reply truncatedTo(int length) {
    return new Reply(status, headers, Arrays.copyOf(body, length), announced, cut, events);
  }

  /** The same with another header. */
  public Reply with(String name, String value) {
    Map<String, String> more = new HashMap<>(headers);
    more.put(name, value);
    return new Reply(status, more, body, announced, cut, events);
  }

  void send(HttpExchange exchange) throws IOException {
    if (!cut) {
      headers.forEach(exchange.getResponseHeaders()::set);
      // To the server, nothing is -1, and 0 is a length that is not known yet.
      exchange.sendResponseHeaders(status, announced == 0 ? -1 : Math.max(0, announced));
      OutputStream out = exchange.getResponseBody();
      out.write(body);
      out.flush();
      while (events.hasNext()) {
        out.write(events.next().getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      if (announced < 0) {
        out.close(); // with the chunk that says that it is the last
      }
    }
    exchange.close();
  }
}
