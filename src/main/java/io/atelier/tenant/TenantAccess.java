package io.atelier.tenant;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Which tenants are closed, of many at once. */
@Dependent
class TenantAccess {
  private final EntityManager entities;

  @Inject
  TenantAccess(EntityManager entities) {
    this.entities = entities;
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
            .setParameter(2, AccessSetting.NAME)
            .getResultList();
    return tenants.stream()
        .collect(Collectors.toMap(Function.identity(), t -> closed.contains(t.value())));
  }
}
