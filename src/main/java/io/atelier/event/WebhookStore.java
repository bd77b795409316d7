package io.atelier.event;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.egress.Destination;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
  private final WebhookSettings settings;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  WebhookStore(EntityManager entities, WebhookSettings settings, AuditTrail audit, Clock clock) {
    this.entities = entities;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes one; it is told of what happens from now on.
   *
   * @param types empty for all
   * @throws ProblemException {@code LIMIT_REACHED}
   */
  @Transactional
  WebhookView create(Caller caller, Destination destination, Set<String> types) {
    TenantId tenant = caller.tenant();
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "webhook/" + tenant)
        .getSingleResult();
    if (list(tenant).size() >= settings.perTenant()) {
      throw new ProblemException(
          ErrorCode.LIMIT_REACHED, "A tenant has at most " + settings.perTenant() + " webhooks.");
    }
    UUID id = UuidCreator.getTimeOrderedEpoch();
    WebhookSecret secret = WebhookSecret.random();
    entities
        .createNativeQuery(
            """
            INSERT INTO webhook (id, tenant_id, url, types, secret, since, created_at)
            VALUES (CAST(?1 AS uuid), ?2, ?3, ?4, ?5, pg_current_xact_id(), ?6)
            """)
        .setParameter(1, id.toString())
        .setParameter(2, tenant.value())
        .setParameter(3, destination.url())
        .setParameter(4, types.isEmpty() ? null : String.join(",", types))
        .setParameter(5, secret.key())
        .setParameter(6, clock.instant())
        .executeUpdate();
    record(caller, "webhook-create", id);
    return find(tenant, id).orElseThrow().with(secret.reveal());
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

  /** Forgets one and all its deliveries; false if there is none. */
  @Transactional
  boolean delete(Caller caller, UUID id) {
    boolean deleted =
        entities
                .createNativeQuery(
                    "DELETE FROM webhook WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid)")
                .setParameter(1, caller.tenant().value())
                .setParameter(2, id.toString())
                .executeUpdate()
            == 1;
    if (deleted) {
      record(caller, "webhook-delete", id);
    }
    return deleted;
  }

  /** Gives it a new secret; the one before signs too for a while. */
  @Transactional
  Optional<WebhookView> rotate(Caller caller, UUID id) {
    WebhookSecret secret = WebhookSecret.random();
    int rotated =
        entities
            .createNativeQuery(
                """
                UPDATE webhook SET old_secret = secret, old_until = ?3, secret = ?4
                WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid)
                """)
            .setParameter(1, caller.tenant().value())
            .setParameter(2, id.toString())
            .setParameter(3, clock.instant().plus(settings.secretOverlap()))
            .setParameter(4, secret.key())
            .executeUpdate();
    if (rotated == 0) {
      return Optional.empty();
    }
    record(caller, "webhook-secret-rotate", id);
    return find(caller.tenant(), id).map(view -> view.with(secret.reveal()));
  }

  /** Has it told again; what waited for it meanwhile goes out. */
  @Transactional
  Optional<WebhookView> enable(Caller caller, UUID id) {
    int enabled =
        entities
            .createNativeQuery(
                """
                UPDATE webhook SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL
                WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid) AND disabled_at IS NOT NULL
                """)
            .setParameter(1, caller.tenant().value())
            .setParameter(2, id.toString())
            .executeUpdate();
    if (enabled == 1) {
      record(caller, "webhook-enable", id);
    }
    return find(caller.tenant(), id);
  }

  private void record(Caller caller, String action, UUID id) {
    audit.record(
        caller,
        caller.tenant(),
        action,
        Json.createObjectBuilder().add("webhook", id.toString()).build());
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
