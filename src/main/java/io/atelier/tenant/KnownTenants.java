package io.atelier.tenant;

import io.atelier.problem.Cursor;
import io.atelier.problem.Page;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The tenants that anything is known of, in the order of their names: those that have a run, which
 * comes into being with the first that is asked for, or for whom something is set. Any other is a
 * tenant too, with the defaults.
 */
@Dependent
class KnownTenants {
  // One index probe a tenant, however many runs it has.
  private static final String FROM_TENANT_TO_TENANT =
      """
      %1$s AS (
        (SELECT tenant_id FROM %2$s WHERE tenant_id > ?1 ORDER BY tenant_id LIMIT 1)
        UNION ALL
        SELECT following.tenant_id FROM %1$s, LATERAL (
          SELECT tenant_id FROM %2$s WHERE tenant_id > %1$s.tenant_id
          ORDER BY tenant_id LIMIT 1) following)
      """;
  private static final String PAGE =
      """
      WITH RECURSIVE %s, %s,
      known AS (
        SELECT * FROM (
          (SELECT tenant_id FROM has_runs LIMIT ?2)
          UNION
          (SELECT tenant_id FROM has_settings LIMIT ?2)) AS found
        ORDER BY tenant_id LIMIT ?2)
      SELECT tenant_id,
        EXISTS (SELECT 1 FROM tenant_setting setting
          WHERE setting.tenant_id = known.tenant_id AND setting.name = ?3
            AND CAST(setting.value ->> 'closed' AS boolean)),
        coalesce((SELECT string_agg(name, ',' ORDER BY name) FROM tenant_setting setting
          WHERE setting.tenant_id = known.tenant_id), '')
      FROM known ORDER BY tenant_id
      """
          .formatted(
              FROM_TENANT_TO_TENANT.formatted("has_runs", "run"),
              FROM_TENANT_TO_TENANT.formatted("has_settings", "tenant_setting"));
  private static final String IS_KNOWN =
      """
      SELECT EXISTS (SELECT 1 FROM run WHERE tenant_id = ?1)
        OR EXISTS (SELECT 1 FROM tenant_setting WHERE tenant_id = ?1)
      """;

  private final EntityManager entities;

  @Inject
  KnownTenants(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A page of them.
   *
   * @param after the tenant that the page before ended with
   */
  @Transactional
  @SuppressWarnings("unchecked")
  Page<KnownTenant> page(Optional<TenantId> after, int limit) {
    List<Object[]> rows =
        entities
            .createNativeQuery(PAGE)
            .setParameter(1, after.map(TenantId::value).orElse(""))
            .setParameter(2, limit + 1)
            .setParameter(3, AccessSetting.NAME)
            .getResultList();
    return Page.of(
        rows.stream().map(KnownTenants::known).toList(),
        limit,
        known -> Cursor.after(known.tenant()));
  }

  /** Whether a tenant is one of them. */
  @Transactional
  boolean isKnown(TenantId tenant) {
    return (Boolean)
        entities.createNativeQuery(IS_KNOWN).setParameter(1, tenant.value()).getSingleResult();
  }

  private static KnownTenant known(Object[] row) {
    String names = (String) row[2];
    return new KnownTenant(
        (String) row[0],
        (Boolean) row[1],
        names.isEmpty() ? List.of() : Arrays.asList(names.split(",", -1)));
  }
}
