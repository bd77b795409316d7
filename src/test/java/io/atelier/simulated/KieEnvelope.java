package io.atelier.simulated;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;

/** What one family of providers answers: HTTP 200, and a code in the body. */
final class KieEnvelope {
  private KieEnvelope() {}

  static Reply ok(JsonValue data) {
    return Reply.json(200, of(200, "success", data));
  }

  static Reply code(int code, String message) {
    return Reply.json(200, of(code, message, JsonValue.NULL));
  }

  static JsonObject of(int code, String message, JsonValue data) {
    return Json.createObjectBuilder()
        .add("code", code)
        .add("msg", message)
        .add("data", data)
        .build();
  }
}
