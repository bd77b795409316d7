package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.StringReader;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What was set for a tenant: one document by name, whose form is known to the feature that owns it.
 */
@Dependent
public class TenantSettings {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  TenantSettings(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /** The document of that name, if one was set; part of the caller's transaction. */
  @Transactional(TxType.MANDATORY)
  public Optional<JsonObject> find(TenantId tenant, String name) {
    return entities
        .createNativeQuery(
            "SELECT CAST(value AS text) FROM tenant_setting WHERE tenant_id = ?1 AND name = ?2")
        .setParameter(1, tenant.value())
        .setParameter(2, name)
        .getResultStream()
        .findFirst()
        .map(json -> object((String) json));
  }

  /** The documents of that name of these tenants, where one was set. */
  @Transactional(TxType.MANDATORY)
  @SuppressWarnings("unchecked")
  public Map<TenantId, JsonObject> findAll(Set<TenantId> tenants, String name) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT tenant_id, CAST(value AS text) FROM tenant_setting
                WHERE tenant_id = ANY (string_to_array(?1, ',')) AND name = ?2
                """)
            .setParameter(1, tenants.stream().map(TenantId::value).collect(Collectors.joining(",")))
            .setParameter(2, name)
            .getResultList();
    return rows.stream()
        .collect(
            Collectors.toMap(row -> new TenantId((String) row[0]), row -> object((String) row[1])));
  }

  /**
   * Sets the document of that name in place of the one before; part of the caller's transaction,
   * whose business it also is to have it in the {@link AuditTrail}.
   */
  @Transactional(TxType.MANDATORY)
  public void put(TenantId tenant, String name, JsonObject value) {
    entities
        .createNativeQuery(
            """
            INSERT INTO tenant_setting (tenant_id, name, value, changed_at)
            VALUES (?1, ?2, CAST(?3 AS jsonb), ?4)
            ON CONFLICT (tenant_id, name)
            DO UPDATE SET value = excluded.value, changed_at = excluded.changed_at
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, name)
        .setParameter(3, value.toString())
        .setParameter(4, clock.instant())
        .executeUpdate();
  }

  /** Takes the document of that name away, as {@link #put} sets it; false if none was set. */
  @Transactional(TxType.MANDATORY)
  public boolean remove(TenantId tenant, String name) {
    return entities
            .createNativeQuery("DELETE FROM tenant_setting WHERE tenant_id = ?1 AND name = ?2")
            .setParameter(1, tenant.value())
            .setParameter(2, name)
            .executeUpdate()
        == 1;
  }

  /**
   * Has nobody else change a tenant's settings until the caller's transaction ends, nor rely on
   * them as with {@link #hold}.
   */
  @Transactional(TxType.MANDATORY)
  void lock(TenantId tenant) {
    lock("pg_advisory_xact_lock", tenant.value());
  }

  /**
   * Has nobody change the settings of these tenants until the caller's transaction ends; waits for
   * who is about it. To come before the transaction's other locks, or two might wait for each
   * other.
   */
  @Transactional(TxType.MANDATORY)
  public void hold(Collection<TenantId> tenants) {
    lock(
        "pg_advisory_xact_lock_shared",
        tenants.stream().map(TenantId::value).distinct().sorted().collect(Collectors.joining(",")));
  }

  // A statement of its own: the next one sees what was committed while this one waited.
  private void lock(String how, String tenants) {
    entities
        .createNativeQuery(
            """
            SELECT count(%s(hashtextextended('settings/' || name, 0)))
            FROM unnest(string_to_array(?1, ',')) AS name
            """
                .formatted(how))
        .setParameter(1, tenants)
        .getSingleResult();
  }

  static JsonObject object(String json) {
    try (JsonReader reader = Json.createReader(new StringReader(json))) {
      return reader.readObject();
    }
  }
}
