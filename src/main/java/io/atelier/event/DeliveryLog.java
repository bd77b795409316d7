package io.atelier.event;

import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.io.StringReader;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was sent to a webhook and what became of it. */
@Dependent
class DeliveryLog {
  private final EntityManager entities;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  DeliveryLog(EntityManager entities, AuditTrail audit, Clock clock) {
    this.entities = entities;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Deliveries to a webhook, the newest events first.
   *
   * @param before the event that the page before ended with; null for the newest
   * @param status null for any
   */
  @Transactional
  @SuppressWarnings("unchecked")
  List<DeliveryView> page(
      TenantId tenant, UUID webhook, @Nullable UUID before, @Nullable String status, int most) {
    String conditions =
        (before == null ? "" : " AND d.event_id < CAST(?3 AS uuid)")
            + (status == null ? "" : " AND d.status = ?4");
    Query query =
        entities
            .createNativeQuery(
                """
                SELECT CAST(d.event_id AS text), d.event_type, d.status, d.due_at,
                  CAST(d.attempts AS text), d.created_at, d.settled_at
                FROM webhook_delivery d JOIN webhook w ON w.id = d.webhook_id
                WHERE w.tenant_id = ?1 AND d.webhook_id = CAST(?2 AS uuid)%s
                ORDER BY d.event_id DESC
                """
                    .formatted(conditions))
            .setParameter(1, tenant.value())
            .setParameter(2, webhook.toString())
            .setMaxResults(most);
    if (before != null) {
      query.setParameter(3, before.toString());
    }
    if (status != null) {
      query.setParameter(4, status);
    }
    List<Object[]> rows = query.getResultList();
    return rows.stream().map(DeliveryLog::view).toList();
  }

  /**
   * Has a delivery made again, now and with all its retries, and in the audit trail who had; empty
   * if there is none.
   */
  @Transactional
  Optional<DeliveryView> redeliver(Caller actor, TenantId tenant, UUID webhook, UUID event) {
    int begun =
        entities
            .createNativeQuery(
                """
                UPDATE webhook_delivery d
                SET status = 'PENDING', due_at = ?4, settled_at = NULL, tries = 0, fence = fence + 1
                FROM webhook w
                WHERE w.id = d.webhook_id AND w.tenant_id = ?1
                  AND d.webhook_id = CAST(?2 AS uuid) AND d.event_id = CAST(?3 AS uuid)
                """)
            .setParameter(1, tenant.value())
            .setParameter(2, webhook.toString())
            .setParameter(3, event.toString())
            .setParameter(4, clock.instant())
            .executeUpdate();
    if (begun == 0) {
      return Optional.empty();
    }
    audit.record(
        actor,
        tenant,
        "webhook-redeliver",
        Json.createObjectBuilder()
            .add("webhook", webhook.toString())
            .add("delivery", event.toString())
            .build());
    return find(tenant, webhook, event);
  }

  private Optional<DeliveryView> find(TenantId tenant, UUID webhook, UUID event) {
    UUID next = new UUID(event.getMostSignificantBits(), event.getLeastSignificantBits() + 1);
    return page(tenant, webhook, next, null, 1).stream()
        .filter(view -> view.id().equals(event))
        .findFirst();
  }

  private static DeliveryView view(Object[] row) {
    return new DeliveryView(
        UUID.fromString((String) row[0]),
        (String) row[1],
        (String) row[2],
        instant(row[3]),
        array((String) row[4]),
        ((Timestamp) row[5]).toInstant(),
        instant(row[6]));
  }

  private static @Nullable Instant instant(@Nullable Object time) {
    return time == null ? null : ((Timestamp) time).toInstant();
  }

  private static JsonArray array(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readArray();
    }
  }
}
