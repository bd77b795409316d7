package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The setting {@code access} in the database: whether a tenant is closed. */
@Dependent
class TenantAccess {
  private static final String NAME = "access";
  private static final String CLOSED = "closed";

  private final TenantSettings settings;
  private final AuditTrail audit;
  private final EntityManager entities;

  @Inject
  TenantAccess(TenantSettings settings, AuditTrail audit, EntityManager entities) {
    this.settings = settings;
    this.audit = audit;
    this.entities = entities;
  }

  @Transactional
  boolean isClosed(TenantId tenant) {
    return settings.find(tenant, NAME).map(access -> access.getBoolean(CLOSED)).orElse(false);
  }

  /** Which of these tenants are closed, and which not. */
  @Transactional
  Map<TenantId, Boolean> areClosed(Set<TenantId> tenants) {
    List<?> closed =
        entities
            .createNativeQuery(
                """
                SELECT tenant_id FROM tenant_setting
                WHERE tenant_id = ANY (string_to_array(?1, ',')) AND name = ?2
                  AND CAST(value ->> 'closed' AS boolean)
                """)
            .setParameter(1, tenants.stream().map(TenantId::value).collect(Collectors.joining(",")))
            .setParameter(2, NAME)
            .getResultList();
    return tenants.stream()
        .collect(Collectors.toMap(Function.identity(), t -> closed.contains(t.value())));
  }

  @Transactional
  void change(Caller actor, TenantId tenant, boolean closed) {
    JsonObject access = Json.createObjectBuilder().add(CLOSED, closed).build();
    settings.put(tenant, NAME, access);
    audit.record(actor, tenant, "access-change", access);
  }
}
