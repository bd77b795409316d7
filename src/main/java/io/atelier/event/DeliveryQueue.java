package io.atelier.event;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * The deliveries in the database. One that was taken becomes due again by itself, so a node that
 * dies loses nothing; its receiver may get it twice, under the same id.
 */
@Dependent
class DeliveryQueue {
  /** What a node may take longer than an attempt may. */
  private static final Duration MARGIN = Duration.ofSeconds(15);

  private final EntityManager entities;
  private final EventReader reader;
  private final EventHistory history;
  private final WebhookSettings settings;
  private final Clock clock;

  @Inject
  DeliveryQueue(
      EntityManager entities,
      EventReader reader,
      EventHistory history,
      WebhookSettings settings,
      Clock clock) {
    this.entities = entities;
    this.reader = reader;
    this.history = history;
    this.settings = settings;
    this.clock = clock;
  }

  /** The webhooks for which something is due. */
  @Transactional
  @SuppressWarnings("unchecked")
  List<Waiting> waiting() {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT CAST(w.id AS text), w.tenant_id, w.failing_since IS NOT NULL, due.count
                FROM webhook w CROSS JOIN LATERAL (
                  SELECT count(*) FROM (
                    SELECT 1 FROM webhook_delivery d
                    WHERE d.webhook_id = w.id AND d.status = 'PENDING' AND d.due_at <= ?1
                    LIMIT ?2) AS few) AS due
                WHERE w.disabled_at IS NULL AND due.count > 0
                """)
            .setParameter(1, clock.instant())
            .setParameter(2, settings.concurrency())
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Waiting(
                    UUID.fromString((String) row[0]),
                    new TenantId((String) row[1]),
                    (Boolean) row[2] ? 1 : ((Number) row[3]).intValue()))
        .toList();
  }

  /** Takes the one of that webhook that is due the longest, if any is. */
  @Transactional
  @SuppressWarnings("unchecked")
  Optional<Delivery> take(UUID webhook) {
    Instant now = clock.instant();
    List<Object[]> taken =
        entities
            .createNativeQuery(
                """
                WITH due AS MATERIALIZED (
                  SELECT d.webhook_id, d.event_id FROM webhook_delivery d
                  JOIN webhook w ON w.id = d.webhook_id AND w.disabled_at IS NULL
                  WHERE d.webhook_id = CAST(?1 AS uuid) AND d.status = 'PENDING' AND d.due_at <= ?2
                  ORDER BY d.due_at, d.event_id LIMIT 1 FOR UPDATE OF d SKIP LOCKED)
                UPDATE webhook_delivery d
                SET fence = d.fence + 1, tries = d.tries + 1, due_at = ?3
                FROM due, webhook w
                WHERE d.webhook_id = due.webhook_id AND d.event_id = due.event_id
                  AND w.id = d.webhook_id
                RETURNING CAST(d.event_id AS text), d.tries, d.fence, w.url, w.secret, w.old_secret,
                  w.old_until, w.older_secret, w.older_until
                """)
            .setParameter(1, webhook.toString())
            .setParameter(2, now)
            .setParameter(3, now.plus(settings.attemptTimeout()).plus(MARGIN))
            .getResultList();
    if (taken.isEmpty()) {
      return Optional.empty();
    }
    Object[] row = taken.get(0);
    UUID id = UUID.fromString((String) row[0]);
    Optional<Event> event = reader.find(id);
    if (event.isEmpty()) {
      settle(webhook, id, ((Number) row[2]).longValue(), "FAILED", now, "[]");
      return Optional.empty();
    }
    return event.map(
        found ->
            new Delivery(
                webhook,
                (String) row[3],
                secrets(row, now),
                found,
                ((Number) row[1]).intValue(),
                ((Number) row[2]).longValue()));
  }

  private static List<WebhookSecret> secrets(Object[] row, Instant now) {
    List<WebhookSecret> secrets = new ArrayList<>();
    secrets.add(new WebhookSecret((byte[]) row[4]));
    for (int i : new int[] {5, 7}) {
      if (row[i] != null && ((Timestamp) row[i + 1]).toInstant().isAfter(now)) {
        secrets.add(new WebhookSecret((byte[]) row[i]));
      }
    }
    return secrets;
  }

  /** Writes down what became of an attempt; of one that others took meanwhile, nothing. */
  @Transactional
  void record(Delivery delivery, DeliveryOutcome outcome) {
    Instant now = clock.instant();
    String attempt = Json.createArrayBuilder().add(outcome.json()).build().toString();
    // The webhook's row first, as its deletion does.
    judge(delivery, outcome, now);
    Optional<Duration> delay =
        outcome.isGone() ? Optional.empty() : settings.delayAfter(delivery.tries());
    if (outcome.isSuccess() || delay.isEmpty()) {
      String status = outcome.isSuccess() ? "DELIVERED" : "FAILED";
      settle(delivery.webhook(), delivery.event().id(), delivery.fence(), status, now, attempt);
    } else {
      Duration wait = spread(longer(delay.get(), outcome.retryAfter()));
      update(
          "due_at = ?5",
          delivery.webhook(),
          delivery.event().id(),
          delivery.fence(),
          attempt,
          now.plus(wait),
          null);
    }
  }

  private void judge(Delivery delivery, DeliveryOutcome outcome, Instant now) {
    if (outcome.isSuccess()) {
      entities
          .createNativeQuery(
              """
              UPDATE webhook SET failing_since = NULL
              WHERE id = CAST(?1 AS uuid) AND failing_since IS NOT NULL
              """)
          .setParameter(1, delivery.webhook().toString())
          .executeUpdate();
      return;
    }
    entities
        .createNativeQuery(
            """
            UPDATE webhook SET failing_since = ?2
            WHERE id = CAST(?1 AS uuid) AND failing_since IS NULL
            """)
        .setParameter(1, delivery.webhook().toString())
        .setParameter(2, now)
        .executeUpdate();
    int disabled =
        entities
            .createNativeQuery(
                """
                UPDATE webhook SET disabled_at = ?2, disabled_reason = ?3
                WHERE id = CAST(?1 AS uuid) AND disabled_at IS NULL AND (?4 OR failing_since < ?5)
                """)
            .setParameter(1, delivery.webhook().toString())
            .setParameter(2, now)
            .setParameter(3, outcome.isGone() ? "GONE" : "FAILING")
            .setParameter(4, outcome.isGone())
            .setParameter(5, now.minus(settings.disableAfter()))
            .executeUpdate();
    if (disabled == 1) {
      history.append(
          new NewEvent(
              EventType.WEBHOOK_DISABLED,
              delivery.event().tenant(),
              null,
              null,
              null,
              Json.createObjectBuilder()
                  .add("webhook", delivery.webhook().toString())
                  .add("reason", outcome.isGone() ? "GONE" : "FAILING")
                  .build()));
    }
  }

  private void settle(
      UUID webhook, UUID event, long fence, String status, Instant now, String attempt) {
    update(
        "status = ?6, settled_at = ?5, due_at = NULL", webhook, event, fence, attempt, now, status);
  }

  private void update(
      String change,
      UUID webhook,
      UUID event,
      long fence,
      String attempt,
      Instant time,
      @Nullable String status) {
    Query query =
        entities
            .createNativeQuery(
                """
                UPDATE webhook_delivery
                SET %s, attempts = CASE
                  WHEN jsonb_array_length(attempts) < 50 THEN attempts ELSE attempts - 0 END
                  || CAST(?4 AS jsonb)
                WHERE webhook_id = CAST(?1 AS uuid) AND event_id = CAST(?2 AS uuid) AND fence = ?3
                """
                    .formatted(change))
            .setParameter(1, webhook.toString())
            .setParameter(2, event.toString())
            .setParameter(3, fence)
            .setParameter(4, attempt)
            .setParameter(5, time);
    if (status != null) {
      query.setParameter(6, status);
    }
    query.executeUpdate();
  }

  private static Duration longer(Duration delay, Optional<Duration> asked) {
    return asked.filter(wish -> wish.compareTo(delay) > 0).orElse(delay);
  }

  // Up to a fifth longer, or all that failed together would come back together.
  private static Duration spread(Duration delay) {
    return delay.plusMillis(ThreadLocalRandom.current().nextLong(delay.toMillis() / 5 + 1));
  }

  /**
   * A webhook for which something is due.
   *
   * @param most how many attempts may be made at a time; one while it fails
   */
  record Waiting(UUID webhook, TenantId tenant, int most) {}
}
