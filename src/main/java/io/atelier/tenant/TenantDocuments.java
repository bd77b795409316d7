package io.atelier.tenant;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.JsonBody;
import io.atelier.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import java.net.URI;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that is set for a tenant, read and changed as one. */
@Dependent
class TenantDocuments {
  private static final String SETTINGS = "settings";

  private final List<TenantSetting> settings;
  private final SettingsChanges changes;
  private final KnownTenants tenants;
  private final PublicAddress address;

  @Inject
  TenantDocuments(
      @Any Instance<TenantSetting> settings,
      SettingsChanges changes,
      KnownTenants tenants,
      PublicAddress address) {
    this.tenants = tenants;
    this.settings = settings.stream().sorted(Comparator.comparing(TenantSetting::name)).toList();
    this.changes = changes;
    this.address = address;
  }

  /** How a tenant is. */
  Versioned find(TenantId tenant) {
    Map<String, JsonObject> set = changes.all(tenant, settings);
    JsonObjectBuilder documents = Json.createObjectBuilder();
    set.forEach(documents::add);
    JsonObjectBuilder effective = Json.createObjectBuilder();
    Map<String, URI> links = new LinkedHashMap<>();
    String self = "/api/v1/tenants/" + tenant;
    links.put("self", address.of(self));
    for (TenantSetting setting : settings) {
      String name = setting.name();
      effective.add(name, setting.effective(Optional.ofNullable(set.get(name))));
      links.put(name, address.of(self + "/" + name));
    }
    links.put("signing_keys", address.of(self + "/signing-keys"));
    links.put("webhooks", address.of(self + "/webhooks"));
    links.put("audit", address.of("/api/v1/audit?tenant=" + tenant));
    links.put("queues", address.of("/api/v1/queues?tenant=" + tenant));
    links.put("usage", address.of("/api/v1/storage?tenant=" + tenant));
    links.put("costs", address.of("/api/v1/costs?tenant=" + tenant));
    return new Versioned(
        new TenantView(
            tenant.value(),
            !set.isEmpty() || tenants.isKnown(tenant),
            documents.build(),
            effective.build(),
            links),
        SettingsChanges.tag(set));
  }

  /**
   * Sets all of it: each document that is sent, in place of the one before; the others go.
   *
   * @throws ProblemException naming the field that is wrong, or {@code PRECONDITION_FAILED}
   */
  Versioned put(Actor actor, TenantId tenant, JsonObject sent, IfMatch condition) {
    JsonBody.requireKnown(sent, List.of(SETTINGS));
    if (!(sent.get(SETTINGS) instanceof JsonObject documents)) {
      throw new InvalidFieldException(SETTINGS, "must be an object");
    }
    Map<String, JsonObject> checked = checked(documents);
    changes
        .changeAll(actor, tenant, settings, checked, condition)
        .forEach(setting -> setting.changed(tenant));
    return find(tenant);
  }

  private Map<String, JsonObject> checked(JsonObject documents) {
    try {
      JsonBody.requireKnown(documents, names());
    } catch (ProblemException e) {
      throw e.within(SETTINGS);
    }
    Map<String, JsonObject> checked = new LinkedHashMap<>();
    for (TenantSetting setting : settings) {
      JsonValue document = documents.get(setting.name());
      if (document != null) {
        checked(setting, document).ifPresent(kept -> checked.put(setting.name(), kept));
      }
    }
    return checked;
  }

  private static Optional<JsonObject> checked(TenantSetting setting, JsonValue document) {
    String path = SETTINGS + "." + setting.name();
    if (!(document instanceof JsonObject object)) {
      throw new InvalidFieldException(path, "must be an object");
    }
    try {
      return setting.checked(object);
    } catch (ProblemException e) {
      throw e.within(path);
    }
  }

  private List<String> names() {
    return settings.stream().map(TenantSetting::name).toList();
  }

  /** How a tenant is, with the entity tag of what is set for it. */
  record Versioned(TenantView view, String tag) {}
}
