package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many bytes tenants may keep, by the setting {@code storage} in the database. */
@Dependent
class TenantQuota {
  private final UsageSettings defaults;
  private final EntityManager entities;

  @Inject
  TenantQuota(UsageSettings defaults, EntityManager entities) {
    this.defaults = defaults;
    this.entities = entities;
  }

  /** The tenants for which one was set. */
  @Transactional
  @SuppressWarnings("unchecked")
  Set<String> set() {
    return Set.copyOf(
        entities
            .createNativeQuery("SELECT tenant_id FROM tenant_setting WHERE name = ?1")
            .setParameter(1, StorageSetting.NAME)
            .getResultList());
  }

  /**
   * The quotas of these tenants, and what they use of them; without a quota nothing is summed up.
   */
  @Transactional
  @SuppressWarnings("unchecked")
  Map<TenantId, Allowance> allowances(Set<TenantId> tenants) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT asked.tenant_id, quota.bytes,
                  CASE WHEN quota.bytes IS NOT NULL THEN (
                    SELECT sum(size_bytes) FROM content
                    WHERE content.tenant_id = asked.tenant_id AND removed_at IS NULL) END
                FROM unnest(string_to_array(?1, ',')) AS asked (tenant_id)
                LEFT JOIN tenant_setting setting
                  ON setting.tenant_id = asked.tenant_id AND setting.name = ?2
                CROSS JOIN LATERAL (
                  SELECT CASE WHEN setting.name IS NULL THEN CAST(NULLIF(?3, '') AS bigint)
                    ELSE CAST(setting.value ->> 'quota_bytes' AS bigint) END) AS quota (bytes)
                """)
            .setParameter(1, tenants.stream().map(TenantId::value).collect(Collectors.joining(",")))
            .setParameter(2, StorageSetting.NAME)
            .setParameter(3, defaults.quotaBytes().map(String::valueOf).orElse(""))
            .getResultList();
    Map<TenantId, Allowance> allowances = new HashMap<>();
    for (Object[] row : rows) {
      allowances.put(new TenantId((String) row[0]), new Allowance(number(row[1]), number(row[2])));
    }
    return allowances;
  }

  private static Optional<Long> number(@Nullable Object value) {
    return Optional.ofNullable((Number) value).map(Number::longValue);
  }

  /**
   * What a tenant may keep, and what it keeps.
   *
   * @param usedBytes empty if it keeps nothing, or has no quota
   */
  record Allowance(Optional<Long> quotaBytes, Optional<Long> usedBytes) {}
}
