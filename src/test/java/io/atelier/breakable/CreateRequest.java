package io.atelier.breakable;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/**
 * What a client asks for with {@code POST /v1/tasks}.
 *
 * @param key the Idempotency-Key
 * @param reference the client's own name for it
 * @param body the JSON: {@code kind prompt media}, and if wanted {@code tenant reference}
 */
record CreateRequest(
    String account, Optional<String> key, Optional<String> reference, Tags tags, JsonObject body) {

  /**
   * The request of that body.
   *
   * @throws RuntimeException if it is not one
   */
  static CreateRequest of(String account, Optional<String> key, JsonObject body) {
    Tags tags = Tags.of(body.getString("prompt", ""), account);
    CreateRequest request =
        new CreateRequest(
            account, key, Optional.ofNullable(body.getString("reference", null)), tags, body);
    Price.of(request.kind());
    ResultMedia.of(request.media(), "", 0);
    return request;
  }

  String kind() {
    return body.getString("kind");
  }

  JsonObject media() {
    return body.getJsonObject("media");
  }

  String tenant() {
    return tags.tenant().orElseGet(() -> body.getString("tenant", "-"));
  }

  Flavour flavour() {
    return tags.flavour().orElseGet(() -> Flavour.ofAccount(account).orElseThrow());
  }

  Duration delay() {
    return tags.acceptsAfter().orElse(Duration.ZERO);
  }

  /** What its repetitions are told by, also those that are not accepted and so have no task. */
  String scope() {
    return reference.or(() -> key).orElseGet(body::toString);
  }
}
