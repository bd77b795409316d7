package io.atelier.breakable;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came of one HTTP exchange, as far as its client can know. */
sealed interface Exchanged {

  /** An answer came, whole. */
  record Answered(int status, @Nullable String retryAfter, byte[] body) implements Exchanged {

    /** The body, if it is a JSON object. */
    Optional<JsonObject> json() {
      try {
        return Optional.of(JsonDocuments.read(body));
      } catch (JsonException | IllegalStateException e) {
        return Optional.empty();
      }
    }
  }

  /** It failed before a byte of the request had left. */
  record NotSent(String reason) implements Exchanged {}

  /** The answer is longer than it may be. */
  record TooLarge(String reason) implements Exchanged {}

  /** It may have been received. */
  record Lost(String reason) implements Exchanged {}
}
