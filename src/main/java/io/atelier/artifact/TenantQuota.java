package io.atelier.artifact;

import io.atelier.problem.ErrorCode;
import io.atelier.problem.ProblemException;
import io.atelier.tenant.PromptSettings;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How many bytes tenants may keep, by the setting {@code storage} in the database. */
@Dependent
class TenantQuota {
  private final UsageSettings defaults;
  private final PromptSettings settings;
  private final EntityManager entities;

  @Inject
  TenantQuota(UsageSettings defaults, PromptSettings settings, EntityManager entities) {
    this.defaults = defaults;
    this.settings = settings;
    this.entities = entities;
  }

  /** The tenants for which one was set, with its document; outside of any transaction. */
  Map<TenantId, JsonObject> set() {
    return settings.all(StorageSetting.NAME);
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

  /**
   * The same of one tenant, with nobody else admitted to its quota until the caller's transaction
   * ends.
   */
  @Transactional(TxType.MANDATORY)
  Allowance locked(TenantId tenant) {
    // A statement of its own: the next one sees what was committed while this one waited.
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "storage-quota/" + tenant)
        .getSingleResult();
    return Objects.requireNonNull(allowances(Set.of(tenant)).get(tenant));
  }

  /** Whether a tenant keeps that content, so that keeping it once more takes no bytes. */
  @Transactional(TxType.MANDATORY)
  boolean keeps(TenantId tenant, ContentHash hash) {
    return !entities
        .createNativeQuery(
            "SELECT 1 FROM content WHERE tenant_id = ?1 AND sha256 = ?2 AND removed_at IS NULL")
        .setParameter(1, tenant.value())
        .setParameter(2, hash.hex())
        .getResultList()
        .isEmpty();
  }

  private static Optional<Long> number(@Nullable Object value) {
    return Optional.ofNullable((Number) value).map(Number::longValue);
  }

  /**
   * What a tenant may keep, and what it keeps.
   *
   * @param usedBytes empty if it keeps nothing, or has no quota
   */
  record Allowance(Optional<Long> quotaBytes, Optional<Long> usedBytes) {
    /**
     * Requires that there is room for so many bytes.
     *
     * @throws ProblemException {@code QUOTA_EXCEEDED}
     */
    void require(long moreBytes) {
      long used = usedBytes.orElse(0L);
      quotaBytes
          .filter(quota -> quota - used < moreBytes)
          .ifPresent(
              quota -> {
                throw new ProblemException(
                    ErrorCode.QUOTA_EXCEEDED,
                    "This tenant's assets take "
                        + used
                        + " bytes of the "
                        + quota
                        + " it may keep; delete artifacts, or ask the operator for a larger quota.");
              });
    }
  }
}
