package io.atelier.event;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Forgets old events, a few at a time, so that it is in nobody's way. */
@Dependent
class EventRetention {
  private static final int BATCH = 5_000;

  private final EntityManager entities;
  private final EventSettings settings;
  private final Clock clock;

  @Inject
  EventRetention(EntityManager entities, EventSettings settings, Clock clock) {
    this.entities = entities;
    this.settings = settings;
    this.clock = clock;
  }

  /** Forgets some of what is too old; false when nothing of it is left. */
  @Transactional
  boolean forget() {
    return entities
            .createNativeQuery(
                """
                DELETE FROM event WHERE id IN (
                  SELECT id FROM event WHERE id < CAST(?1 AS uuid)
                  ORDER BY id LIMIT ?2 FOR UPDATE SKIP LOCKED)
                """)
            .setParameter(1, first(clock.instant().minus(settings.keep())).toString())
            .setParameter(2, BATCH)
            .executeUpdate()
        == BATCH;
  }

  /** The same of what was delivered. */
  @Transactional
  boolean forgetDeliveries() {
    return entities
            .createNativeQuery(
                """
                DELETE FROM webhook_delivery WHERE (webhook_id, event_id) IN (
                  SELECT webhook_id, event_id FROM webhook_delivery WHERE event_id < CAST(?1 AS uuid)
                  ORDER BY event_id LIMIT ?2 FOR UPDATE SKIP LOCKED)
                """)
            .setParameter(1, first(clock.instant().minus(settings.keep())).toString())
            .setParameter(2, BATCH)
            .executeUpdate()
        == BATCH;
  }

  /** The lowest id of that millisecond: ids begin with their time (RFC 9562, version 7). */
  static UUID first(Instant time) {
    return new UUID(time.toEpochMilli() << 16 | 0x7000L, Long.MIN_VALUE);
  }
}
