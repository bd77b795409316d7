package io.atelier.event;

import jakarta.json.JsonArray;
import jakarta.json.bind.annotation.JsonbPropertyOrder;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as its JSON shows it.
 *
 * @param id the event's, and what the receiver gets as {@code webhook-id}
 * @param status {@code PENDING DELIVERED FAILED}
 * @param nextAttemptAt null once it is settled
 * @param attempts the last fifty: when, how long, and the HTTP status or the error
 */
@JsonbPropertyOrder({"id", "type", "status", "nextAttemptAt", "attempts", "createdAt", "settledAt"})
public record DeliveryView(
    UUID id,
    String type,
    String status,
    @Nullable Instant nextAttemptAt,
    JsonArray attempts,
    Instant createdAt,
    @Nullable Instant settledAt) {}
