package io.atelier.event;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of one attempt.
 *
 * @param status the HTTP status; null where nothing was answered
 * @param error why nothing was answered; null where something was
 * @param retryAfter how long the receiver wants to be left alone
 */
record DeliveryOutcome(
    Instant at,
    Duration took,
    @Nullable Integer status,
    @Nullable String error,
    Optional<Duration> retryAfter) {
  private static final int GONE = 410;

  boolean isSuccess() {
    return status != null && status >= 200 && status < 300;
  }

  /** Whether the receiver wants nothing any more. */
  boolean isGone() {
    return status != null && status == GONE;
  }

  JsonObject json() {
    return Json.createObjectBuilder()
        .add("at", at.toString())
        .add("duration_ms", took.toMillis())
        .add("status", status == null ? JsonValue.NULL : Json.createValue(status))
        .add("error", error == null ? JsonValue.NULL : Json.createValue(error))
        .build();
  }
}
