package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
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

  @Inject
  SettingsChanges(TenantSettings settings, AuditTrail audit) {
    this.settings = settings;
    this.audit = audit;
  }

  /** A document as it is now. */
  @Transactional
  SettingVersion find(TenantId tenant, String name) {
    return SettingVersion.of(settings.find(tenant, name));
  }

  /** What is set for a tenant of these settings, in the order of their names. */
  @Transactional
  Map<String, JsonObject> all(TenantId tenant, List<TenantSetting> whole) {
    Map<String, JsonObject> documents = new TreeMap<>();
    for (TenantSetting setting : whole) {
      settings
          .find(tenant, setting.name())
          .ifPresent(document -> documents.put(setting.name(), document));
    }
    return documents;
  }

  /** Sets a document, or takes it away; answers it as it is then. */
  @Transactional
  SettingVersion change(
      Actor actor,
      TenantId tenant,
      TenantSetting setting,
      Optional<JsonObject> document,
      IfMatch condition) {
    settings.lock(tenant);
    condition.require(find(tenant, setting.name()).tag());
    change(actor, tenant, setting, document);
    return find(tenant, setting.name());
  }

  /**
   * Sets those documents by name, and takes away the others of these settings.
   *
   * @return those that changed
   */
  @Transactional
  List<TenantSetting> changeAll(
      Actor actor,
      TenantId tenant,
      List<TenantSetting> whole,
      Map<String, JsonObject> documents,
      IfMatch condition) {
    settings.lock(tenant);
    condition.require(tag(all(tenant, whole)));
    List<TenantSetting> changed = new ArrayList<>();
    for (TenantSetting setting : whole) {
      if (change(actor, tenant, setting, Optional.ofNullable(documents.get(setting.name())))) {
        changed.add(setting);
      }
    }
    return changed;
  }

  /** The entity tag of a tenant's documents together. */
  static String tag(Map<String, JsonObject> documents) {
    return SettingVersion.tag(documents.toString());
  }

  private boolean change(
      Actor actor, TenantId tenant, TenantSetting setting, Optional<JsonObject> document) {
    String name = setting.name();
    Optional<JsonObject> before = settings.find(tenant, name);
    document.ifPresentOrElse(
        value -> settings.put(tenant, name, value), () -> settings.remove(tenant, name));
    Optional<JsonObject> after = settings.find(tenant, name);
    if (after.equals(before)) {
      return false;
    }
    setting.changing(tenant, before, after);
    JsonObjectBuilder detail = Json.createObjectBuilder();
    detail.add("before", before.map(JsonValue.class::cast).orElse(JsonValue.NULL));
    detail.add("after", after.map(JsonValue.class::cast).orElse(JsonValue.NULL));
    audit.record(actor, tenant, name + "-change", detail.build());
    return true;
  }
}
