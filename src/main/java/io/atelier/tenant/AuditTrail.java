package io.atelier.tenant;

import com.github.f4b6a3.uuid.UuidCreator;
import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who did what that others may have to account for: written in the transaction that does it, never
 * changed, never deleted.
 */
@Dependent
public class AuditTrail {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  AuditTrail(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * Writes down what is done in the caller's transaction.
   *
   * @param tenant whose things it is done to
   * @param action what is done, lower case with hyphens and named by its resource: {@code
   *     access-change}
   * @param detail what else there is to know; no secrets
   */
  @Transactional(TxType.MANDATORY)
  public void record(Caller actor, TenantId tenant, String action, JsonObject detail) {
    write(Actor.of(actor), tenant, action, detail);
  }

  /** The same, done by whomever to a tenant's things. */
  @Transactional(TxType.MANDATORY)
  public void record(Actor actor, TenantId tenant, String action, JsonObject detail) {
    write(actor, tenant, action, detail);
  }

  /** The same of what is done to the installation, which is no tenant's. */
  @Transactional(TxType.MANDATORY)
  public void record(Actor actor, String action, JsonObject detail) {
    write(actor, null, action, detail);
  }

  private void write(Actor actor, @Nullable TenantId tenant, String action, JsonObject detail) {
    TenantId home = actor.tenant();
    entities
        .createNativeQuery(
            """
            INSERT INTO audit_entry (id, tenant_id, actor, actor_tenant, action, detail, created_at)
            VALUES (CAST(?1 AS uuid), ?2, ?3, ?4, ?5, CAST(?6 AS jsonb), ?7)
            """)
        .setParameter(1, UuidCreator.getTimeOrderedEpoch().toString())
        .setParameter(2, tenant == null ? null : tenant.value())
        .setParameter(3, actor.name())
        .setParameter(4, home == null ? null : home.value())
        .setParameter(5, action)
        .setParameter(6, detail.toString())
        .setParameter(7, clock.instant())
        .executeUpdate();
  }

  /**
   * What was done, the newest first.
   *
   * @param tenant whose things it was done to; everybody's where empty
   * @param before the entry that the page before ended with
   */
  @Transactional
  @SuppressWarnings("unchecked")
  Page<AuditEntry> page(Optional<TenantId> tenant, Optional<UUID> before, int limit) {
    Query query =
        entities
            .createNativeQuery(
                """
                SELECT CAST(id AS text), tenant_id, actor, actor_tenant, action,
                  CAST(detail AS text), created_at
                FROM audit_entry WHERE %s AND %s ORDER BY id DESC LIMIT ?1
                """
                    .formatted(
                        tenant.isPresent() ? "tenant_id = ?2" : "true",
                        before.isPresent() ? "id < CAST(?3 AS uuid)" : "true"))
            .setParameter(1, limit + 1);
    tenant.ifPresent(id -> query.setParameter(2, id.value()));
    before.ifPresent(id -> query.setParameter(3, id.toString()));
    List<Object[]> rows = query.getResultList();
    return Page.of(
        rows.stream().map(AuditEntry::of).toList(),
        limit,
        entry -> Cursor.after(entry.id().toString()));
  }
}
