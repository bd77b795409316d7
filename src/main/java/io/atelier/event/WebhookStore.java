package io.atelier.event;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The webhooks of tenants in the database. */
@Dependent
class WebhookStore {
  private static final String COLUMNS =
      """
      SELECT CAST(id AS text), url, types, failing_since, disabled_at, disabled_reason, created_at
      FROM webhook WHERE tenant_id = ?1
      """;

  private final EntityManager entities;

  @Inject
  WebhookStore(EntityManager entities) {
    this.entities = entities;
  }

  /** A tenant's webhooks, the oldest first. */
  @Transactional
  @SuppressWarnings("unchecked")
  List<WebhookView> list(TenantId tenant) {
    List<Object[]> rows =
        entities
            .createNativeQuery(COLUMNS + " ORDER BY id")
            .setParameter(1, tenant.value())
            .getResultList();
    return rows.stream().map(WebhookStore::view).toList();
  }

  @Transactional
  @SuppressWarnings("unchecked")
  Optional<WebhookView> find(TenantId tenant, UUID id) {
    List<Object[]> rows =
        entities
            .createNativeQuery(COLUMNS + " AND id = CAST(?2 AS uuid)")
            .setParameter(1, tenant.value())
            .setParameter(2, id.toString())
            .getResultList();
    return rows.stream().findFirst().map(WebhookStore::view);
  }

  /** What is set of one, which nobody else changes until the caller's transaction ends. */
  @Transactional(TxType.MANDATORY)
  @SuppressWarnings("unchecked")
  Optional<WebhookState> lock(TenantId tenant, UUID id) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT url, types, disabled_at IS NOT NULL, secret FROM webhook
                WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid) FOR UPDATE
                """)
            .setParameter(1, tenant.value())
            .setParameter(2, id.toString())
            .getResultList();
    return rows.stream()
        .findFirst()
        .map(
            row ->
                new WebhookState(
                    (String) row[0],
                    (@Nullable String) row[1],
                    (Boolean) row[2],
                    new WebhookSecret((byte[]) row[3])));
  }

  private static WebhookView view(Object[] row) {
    String types = (String) row[2];
    return new WebhookView(
        UUID.fromString((String) row[0]),
        (String) row[1],
        types == null ? null : Arrays.asList(types.split(",")),
        null,
        instant(row[3]),
        instant(row[4]),
        (String) row[5],
        ((Timestamp) row[6]).toInstant());
  }

  private static @Nullable Instant instant(@Nullable Object time) {
    return time == null ? null : ((Timestamp) time).toInstant();
  }
}
