package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which tenants are closed, of many at once. */
@Dependent
class TenantAccess {
  private final PromptSettings settings;

  @Inject
  TenantAccess(PromptSettings settings) {
    this.settings = settings;
  }

  /** Which of these tenants are closed, and which not. */
  Map<TenantId, Boolean> areClosed(Set<TenantId> tenants) {
    Map<TenantId, JsonObject> documents = settings.find(tenants, AccessSetting.NAME);
    return tenants.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                tenant -> AccessSetting.isClosed(Optional.ofNullable(documents.get(tenant)))));
  }
}
