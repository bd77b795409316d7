package io.atelier.event;

import io.atelier.tenant.TenantId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened.
 *
 * @param type an {@link EventType}'s name
 * @param data a JSON object, as {@link NewEvent} describes it
 */
record Event(
    EventPosition position,
    UUID id,
    String type,
    TenantId tenant,
    @Nullable String run,
    @Nullable String step,
    @Nullable UUID job,
    String data,
    Instant createdAt) {

  /** Whether it is the end of its job. */
  boolean endsJob() {
    return EventType.named(type).filter(EventType::endsJob).isPresent();
  }
}
