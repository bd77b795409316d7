package io.atelier.artifact;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The contents that nobody has any more and whose files are still there. */
@Dependent
class RemovedContents {
  private static final int BATCH = 500;

  private final DurableWrites writes;
  private final ContentLock lock;
  private final EntityManager entities;

  @Inject
  RemovedContents(DurableWrites writes, ContentLock lock, EntityManager entities) {
    this.writes = writes;
    this.lock = lock;
    this.entities = entities;
  }

  /** Those of a tenant that were marked since; what could not be deleted before is the sweep's. */
  @Transactional
  List<AssetPath> markedSince(TenantId tenant, Instant since) {
    return paths(
        entities
            .createQuery(
                "SELECT c FROM Content c WHERE c.removedAt >= :since AND c.tenant = :tenant",
                Content.class)
            .setParameter("since", since)
            .setParameter("tenant", tenant.value())
            .setMaxResults(BATCH)
            .getResultList());
  }

  /**
   * Some of all tenants', the newest first: what cannot be deleted must not stand before the rest.
   */
  @Transactional
  List<AssetPath> all() {
    return paths(
        entities
            .createQuery(
                "SELECT c FROM Content c WHERE c.removedAt IS NOT NULL ORDER BY c.removedAt DESC",
                Content.class)
            .setMaxResults(BATCH)
            .getResultList());
  }

  private static List<AssetPath> paths(List<Content> contents) {
    return contents.stream().map(Content::path).toList();
  }

  /** Deletes a content's file and row, unless it was saved again. */
  @Transactional(rollbackOn = IOException.class)
  void remove(AssetPath path) throws IOException {
    lock.take(path.tenant(), path.hash());
    Content content = entities.find(Content.class, Content.Key.of(path.tenant(), path.hash()));
    if (content != null && content.isRemoved()) {
      writes.delete(content.path().key());
      entities.remove(content);
    }
  }
}
