package io.atelier.tenant;

import io.atelier.problem.ProblemException;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Optional;

/**
 * Reads and changes what is set for a tenant, for the resource of each {@link TenantSetting}. A
 * change holds on this node when it is made; what has it hold on all is {@link OnAllNodes}.
 */
@Dependent
public class SettingsEditor {
  private final SettingsChanges changes;

  @Inject
  SettingsEditor(SettingsChanges changes) {
    this.changes = changes;
  }

  /** The document as it is now, with the entity tag to send in {@code If-Match}. */
  public SettingVersion find(TenantSetting setting, TenantId tenant) {
    return changes.find(tenant, setting.name());
  }

  /**
   * Sets a document in place of the one before, and says in the audit trail who did, what was
   * before and what is now; setting what is set already changes nothing.
   *
   * @param sent as the operator sends it
   * @param condition which version it is to be made of
   * @throws ProblemException what {@link TenantSetting#checked} says, or {@code
   *     PRECONDITION_FAILED}
   */
  public SettingVersion put(
      Actor actor, TenantSetting setting, TenantId tenant, JsonObject sent, IfMatch condition) {
    return change(actor, setting, tenant, setting.checked(sent), condition);
  }

  /**
   * Takes a document away, as {@link #put} sets it: what is configured holds again.
   *
   * @throws ProblemException {@code PRECONDITION_FAILED}
   */
  public SettingVersion remove(
      Actor actor, TenantSetting setting, TenantId tenant, IfMatch condition) {
    return change(actor, setting, tenant, Optional.empty(), condition);
  }

  private SettingVersion change(
      Actor actor,
      TenantSetting setting,
      TenantId tenant,
      Optional<JsonObject> document,
      IfMatch condition) {
    SettingVersion now = changes.change(actor, tenant, setting, document, condition);
    setting.changed(tenant);
    return now;
  }
}
