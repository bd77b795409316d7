package io.atelier.artifact;

import io.atelier.run.RunId;
import io.atelier.tenant.AuditTrail;
import io.atelier.tenant.Caller;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.UUID;

/** The first step of a deletion: artifact rows go, contents nobody has any more are marked. */
@Dependent
class DeletedRows {
  private final ContentLock lock;
  private final AuditTrail audit;
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  DeletedRows(ContentLock lock, AuditTrail audit, EntityManager entities, Clock clock) {
    this.lock = lock;
    this.audit = audit;
    this.entities = entities;
    this.clock = clock;
  }

  @Transactional
  boolean delete(Caller caller, UUID id) {
    TenantId tenant = caller.tenant();
    Artifact artifact = entities.find(Artifact.class, id);
    if (artifact == null || !artifact.tenant().equals(tenant)) {
      return false;
    }
    ContentHash hash = new ContentHash(artifact.sha256());
    lock.take(tenant, hash);
    int deleted =
        entities
            .createNativeQuery("DELETE FROM artifact WHERE tenant_id = ?1 AND id = ?2")
            .setParameter(1, tenant.value())
            .setParameter(2, id)
            .executeUpdate();
    if (deleted == 0) {
      return false; // somebody else was faster, and the trail names them
    }
    markIfUnused(tenant, hash);
    audit.record(
        caller,
        tenant,
        "artifact-delete",
        Json.createObjectBuilder()
            .add("artifact", id.toString())
            .add("run", artifact.run())
            .add("sha256", hash.hex())
            .build());
    return true;
  }

  /**
   * Deletes a tenant's artifacts of a run, of some of its contents; answers how many, or nothing
   * when the run has none left. It may be 0 where somebody else deletes them too.
   *
   * @param most how many contents at a time: each is a lock, and the database has not many
   */
  @Transactional
  @SuppressWarnings("unchecked")
  OptionalInt deleteSome(Caller caller, TenantId tenant, RunId run, int most) {
    // Always in the order of the hashes, or two of these might wait for one another.
    List<String> hashes =
        entities
            .createNativeQuery(
                """
                SELECT DISTINCT sha256 FROM artifact WHERE tenant_id = ?1 AND run_id = ?2
                ORDER BY sha256 LIMIT ?3
                """)
            .setParameter(1, tenant.value())
            .setParameter(2, run.value())
            .setParameter(3, most)
            .getResultList();
    if (hashes.isEmpty()) {
      return OptionalInt.empty();
    }
    int deleted = 0;
    for (String hex : hashes) {
      ContentHash hash = new ContentHash(hex);
      lock.take(tenant, hash);
      deleted +=
          entities
              .createNativeQuery(
                  "DELETE FROM artifact WHERE tenant_id = ?1 AND run_id = ?2 AND sha256 = ?3")
              .setParameter(1, tenant.value())
              .setParameter(2, run.value())
              .setParameter(3, hex)
              .executeUpdate();
      markIfUnused(tenant, hash);
    }
    if (deleted > 0) {
      audit.record(
          caller,
          tenant,
          "run-artifacts-delete",
          Json.createObjectBuilder().add("run", run.value()).add("artifacts", deleted).build());
    }
    return OptionalInt.of(deleted);
  }

  private void markIfUnused(TenantId tenant, ContentHash hash) {
    entities
        .createNativeQuery(
            """
            UPDATE content SET removed_at = ?3
            WHERE tenant_id = ?1 AND sha256 = ?2 AND removed_at IS NULL AND NOT EXISTS (
              SELECT 1 FROM artifact a WHERE a.tenant_id = ?1 AND a.sha256 = ?2)
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, hash.hex())
        .setParameter(3, clock.instant())
        .executeUpdate();
  }
}
