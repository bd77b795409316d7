package io.atelier.event;

import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as its JSON shows it.
 *
 * @param types the types it is told of; null for all
 * @param secret only in the answer to its creation and to a rotation
 * @param failingSince since when no attempt succeeded; null if the last one did
 * @param disabledReason {@code GONE} or {@code FAILING}; null while it is told anything
 */
@JsonbPropertyOrder({
  "id",
  "url",
  "types",
  "secret",
  "failingSince",
  "disabledAt",
  "disabledReason",
  "createdAt"
})
public record WebhookView(
    UUID id,
    String url,
    @Nullable List<String> types,
    @Nullable String secret,
    @Nullable Instant failingSince,
    @Nullable Instant disabledAt,
    @Nullable String disabledReason,
    Instant createdAt) {

  /** The entity tag of what may be set of it, to be sent back in {@code If-Match}. */
  String tag() {
    return WebhookState.tag(url, types == null ? null : String.join(",", types));
  }

  /** The same, for the one answer that has the secret. */
  WebhookView with(String revealed) {
    return new WebhookView(
        id, url, types, revealed, failingSince, disabledAt, disabledReason, createdAt);
  }
}
