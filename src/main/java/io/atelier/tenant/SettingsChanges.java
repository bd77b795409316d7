package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The transactions that change tenants' settings: one at a time for a tenant, compared with the
 * version it is to be made of, and in the audit trail with what was before and after.
 */
@Dependent
class SettingsChanges {
  private final TenantSettings settings;
  private final AuditTrail audit;
  private final EntityManager entities;

  @Inject
  SettingsChanges(TenantSettings settings, AuditTrail audit, EntityManager entities) {
    this.settings = settings;
    this.audit = audit;
    this.entities = entities;
  }

  /** A document as it is now. */
  @Transactional
  SettingVersion find(TenantId tenant, String name) {
    return SettingVersion.of(settings.find(tenant, name));
  }

  /** All of a tenant's documents with those names that are set, in the order of their names. */
  @Transactional
  Map<String, JsonObject> all(TenantId tenant, List<String> names) {
    Map<String, JsonObject> documents = new TreeMap<>();
    for (String name : names) {
      settings.find(tenant, name).ifPresent(document -> documents.put(name, document));
    }
    return documents;
  }

  /** Sets a document, or takes it away; answers it as it is then. */
  @Transactional
  SettingVersion change(
      Actor actor, TenantId tenant, String name, Optional<JsonObject> document, IfMatch condition) {
    lock(tenant);
    condition.require(find(tenant, name).tag());
    change(actor, tenant, name, document);
    return find(tenant, name);
  }

  /**
   * Sets those documents, and takes away the others of those names.
   *
   * @return the names of those that changed
   */
  @Transactional
  List<String> changeAll(
      Actor actor,
      TenantId tenant,
      List<String> names,
      Map<String, JsonObject> documents,
      IfMatch condition) {
    lock(tenant);
    condition.require(tag(all(tenant, names)));
    List<String> changed = new ArrayList<>();
    for (String name : names) {
      if (change(actor, tenant, name, Optional.ofNullable(documents.get(name)))) {
        changed.add(name);
      }
    }
    return changed;
  }

  /** The entity tag of a tenant's documents together. */
  static String tag(Map<String, JsonObject> documents) {
    return SettingVersion.tag(documents.toString());
  }

  private boolean change(Actor actor, TenantId tenant, String name, Optional<JsonObject> document) {
    Optional<JsonObject> before = settings.find(tenant, name);
    document.ifPresentOrElse(
        value -> settings.put(tenant, name, value), () -> settings.remove(tenant, name));
    Optional<JsonObject> after = settings.find(tenant, name);
    if (after.equals(before)) {
      return false;
    }
    JsonObjectBuilder detail = Json.createObjectBuilder();
    detail.add("before", before.map(JsonValue.class::cast).orElse(JsonValue.NULL));
    detail.add("after", after.map(JsonValue.class::cast).orElse(JsonValue.NULL));
    audit.record(actor, tenant, name + "-change", detail.build());
    return true;
  }

  // A statement of its own: the next one sees what was committed while this one waited.
  private void lock(TenantId tenant) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "settings/" + tenant)
        .getSingleResult();
  }
}
