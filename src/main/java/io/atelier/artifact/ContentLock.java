package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/**
 * The lock on one content of one tenant, held until the transaction ends: look-up, rename and row,
 * or row and deletion, are one step for everybody who saves, deletes or checks it.
 */
@Dependent
class ContentLock {
  private final EntityManager entities;

  @Inject
  ContentLock(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional(TxType.MANDATORY)
  void take(TenantId tenant, ContentHash hash) {
    take(Content.Key.of(tenant, hash));
  }

  @Transactional(TxType.MANDATORY)
  void take(Content.Key content) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, "content/" + content.tenant() + "/" + content.sha256())
        .getSingleResult();
  }
}
