package io.atelier.event;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.IfMatch;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The transactions that change a tenant's webhooks, by the tenant itself or by an operator: each in
 * the audit trail with what was before and after. They hold for all nodes with their commit.
 */
@Dependent
class WebhookChanges {
  private final EntityManager entities;
  private final WebhookStore store;
  private final WebhookSettings settings;
  private final AuditTrail audit;
  private final Clock clock;

  @Inject
  WebhookChanges(
      EntityManager entities,
      WebhookStore store,
      WebhookSettings settings,
      AuditTrail audit,
      Clock clock) {
    this.entities = entities;
    this.store = store;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Makes one; it is told of what happens from now on.
   *
   * @throws ProblemException {@code LIMIT_REACHED}
   */
  @Transactional
  WebhookView create(Caller actor, TenantId tenant, WebhookOrder order) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "webhook/" + tenant)
        .getSingleResult();
    if (store.list(tenant).size() >= settings.perTenant()) {
      throw new ProblemException(
          ErrorCode.LIMIT_REACHED, "A tenant has at most " + settings.perTenant() + " webhooks.");
    }
    UUID id = UuidCreator.getTimeOrderedEpoch();
    WebhookSecret secret = WebhookSecret.random();
    of(
            tenant,
            id,
            """
            INSERT INTO webhook (id, tenant_id, url, types, secret, since, created_at)
            VALUES (CAST(?2 AS uuid), ?1, ?3, ?4, ?5, pg_current_xact_id(), ?6)
            """)
        .setParameter(3, order.destination().url())
        .setParameter(4, order.typesOrNull())
        .setParameter(5, secret.key())
        .setParameter(6, clock.instant())
        .executeUpdate();
    return told(actor, tenant, "webhook-create", id, Optional.empty())
        .orElseThrow()
        .with(secret.reveal());
  }

  /**
   * Has it told elsewhere, or of other types, from now on; what waits for it goes there too.
   *
   * @param condition which version that is to be made of
   * @return empty if there is none
   * @throws ProblemException {@code PRECONDITION_FAILED}
   */
  @Transactional
  Optional<WebhookView> change(
      Caller actor, TenantId tenant, UUID id, IfMatch condition, WebhookOrder order) {
    Optional<WebhookState> before = store.lock(tenant, id);
    before.ifPresent(state -> condition.require(state.tag()));
    // Another receiver has not failed yet.
    of(
            tenant,
            id,
            """
            UPDATE webhook SET url = ?3, types = ?4,
              failing_since = CASE WHEN url = ?3 THEN failing_since END
            WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid)
            """)
        .setParameter(3, order.destination().url())
        .setParameter(4, order.typesOrNull())
        .executeUpdate();
    return told(actor, tenant, "webhook-change", id, before);
  }

  /**
   * Forgets one and all its deliveries; false if there is none.
   *
   * @param condition which version that is to be
   * @throws ProblemException {@code PRECONDITION_FAILED}
   */
  @Transactional
  boolean delete(Caller actor, TenantId tenant, UUID id, IfMatch condition) {
    Optional<WebhookState> before = store.lock(tenant, id);
    before.ifPresent(state -> condition.require(state.tag()));
    of(tenant, id, "DELETE FROM webhook WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid)")
        .executeUpdate();
    told(actor, tenant, "webhook-delete", id, before);
    return before.isPresent();
  }

  /**
   * Gives it a new secret; the one before signs too for a while, and so does the one before that
   * until its own end: the answer with the new one may have been lost.
   *
   * @throws ProblemException {@code TOO_MANY_SECRETS} if three sign already
   */
  @Transactional
  Optional<WebhookView> rotate(Caller actor, TenantId tenant, UUID id) {
    WebhookSecret secret = WebhookSecret.random();
    Instant now = clock.instant();
    Optional<WebhookState> before = store.lock(tenant, id);
    int rotated =
        of(
                tenant,
                id,
                """
                UPDATE webhook SET
                  older_secret = CASE WHEN old_until > ?3 THEN old_secret END,
                  older_until = CASE WHEN old_until > ?3 THEN old_until END,
                  old_secret = secret, old_until = ?4, secret = ?5
                WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid)
                  AND (older_until IS NULL OR older_until <= ?3)
                """)
            .setParameter(3, now)
            .setParameter(4, now.plus(settings.secretOverlap()))
            .setParameter(5, secret.key())
            .executeUpdate();
    if (rotated == 0 && before.isPresent()) {
      throw new ProblemException(
          ErrorCode.TOO_MANY_SECRETS,
          "This secret and the two before it sign already, and none of them ends sooner for a new"
              + " one; rotate when the oldest has ended. Where a secret is known to somebody, make"
              + " another webhook and delete this one.");
    }
    return told(actor, tenant, "webhook-secret-rotate", id, before)
        .map(view -> view.with(secret.reveal()));
  }

  /** Has it told again; what waited for it meanwhile goes out. */
  @Transactional
  Optional<WebhookView> enable(Caller actor, TenantId tenant, UUID id) {
    Optional<WebhookState> before = store.lock(tenant, id);
    of(
            tenant,
            id,
            """
            UPDATE webhook SET disabled_at = NULL, disabled_reason = NULL, failing_since = NULL
            WHERE tenant_id = ?1 AND id = CAST(?2 AS uuid) AND disabled_at IS NOT NULL
            """)
        .executeUpdate();
    return told(actor, tenant, "webhook-enable", id, before);
  }

  private Query of(TenantId tenant, UUID id, String sql) {
    return entities
        .createNativeQuery(sql)
        .setParameter(1, tenant.value())
        .setParameter(2, id.toString());
  }

  /** Has it in the audit trail, if anything is other than before; answers it as it is now. */
  private Optional<WebhookView> told(
      Caller actor, TenantId tenant, String action, UUID id, Optional<WebhookState> before) {
    JsonValue was = audited(before);
    JsonValue is = audited(store.lock(tenant, id));
    if (!was.equals(is)) {
      audit.record(
          actor,
          tenant,
          action,
          Json.createObjectBuilder()
              .add("webhook", id.toString())
              .add("before", was)
              .add("after", is)
              .build());
    }
    return store.find(tenant, id);
  }

  private static JsonValue audited(Optional<WebhookState> state) {
    return state.map(WebhookState::audited).map(JsonValue.class::cast).orElse(JsonValue.NULL);
  }
}
