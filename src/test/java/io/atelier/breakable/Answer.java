package io.atelier.breakable;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer as it would go out if nothing were broken. */
record Answer(int status, Map<String, String> headers, Body body) {

  static Answer json(int status, JsonObjectBuilder json) {
    return json(status, json.build());
  }

  static Answer json(int status, JsonObject json) {
    return of(status, "application/json", Body.of(json.toString()));
  }

  static Answer of(int status, String type, Body body) {
    return new Answer(status, Map.of("Content-Type", type), body);
  }

  /** The API's own form of a refusal. */
  static Answer error(int status, String code) {
    return json(
        status,
        JsonDocuments.object().add("code", code).add("message", "The provider says " + code + "."));
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  /** The head, announcing a body of the right length. */
  byte[] head() {
    return head("Content-Length: " + body.length());
  }

  /** The head, announcing a body in that way. */
  byte[] head(String framing) {
    StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " -\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    return head.append(framing).append("\r\n\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
  }

  void writeTo(OutputStream out) throws IOException {
    BufferedOutputStream buffered = new BufferedOutputStream(out, 16_384);
    buffered.write(head());
    body.writeTo(buffered);
    buffered.flush();
  }
}
