package io.atelier.artifact;

import io.atelier.storage.AssetStorage;
import io.atelier.storage.WithdrawnAsset;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The contents that nobody has any more and whose files are still there. */
@Dependent
class RemovedContents {
  private static final Logger LOG = System.getLogger(RemovedContents.class.getName());
  private static final int BATCH = 500;

  private final AssetStorage storage;
  private final DurableWrites writes;
  private final ContentLock lock;
  private final EntityManager entities;

  @Inject
  RemovedContents(
      AssetStorage storage, DurableWrites writes, ContentLock lock, EntityManager entities) {
    this.storage = storage;
    this.writes = writes;
    this.lock = lock;
    this.entities = entities;
  }

  /** Those of a tenant that were marked since; what could not be deleted before is the sweep's. */
  @Transactional
  List<Content.Key> markedSince(TenantId tenant, Instant since) {
    return keys(
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
   * Some of all tenants', the next after that key: what cannot be deleted must not stand before the
   * rest, however much it is.
   */
  @Transactional
  List<Content.Key> after(Content.Key last) {
    return keys(
        entities
            .createQuery(
                "SELECT c FROM Content c WHERE c.removedAt IS NOT NULL AND (c.tenant > :tenant"
                    + " OR c.tenant = :tenant AND c.sha256 > :hash) ORDER BY c.tenant, c.sha256",
                Content.class)
            .setParameter("tenant", last.tenant())
            .setParameter("hash", last.sha256())
            .setMaxResults(BATCH)
            .getResultList());
  }

  private static List<Content.Key> keys(List<Content> contents) {
    return contents.stream().map(Content::key).toList();
  }

  /**
   * Takes a content's file away and deletes its row, unless it was saved again. Once this is
   * committed nobody needs what it answers; until then somebody may, for a transaction can end
   * while a disk still does what it asked for.
   */
  @Transactional(rollbackOn = IOException.class)
  Optional<WithdrawnAsset> withdraw(Content.Key key) throws IOException {
    Optional<Content> content = locked(key).filter(Content::isRemoved);
    if (content.isEmpty()) {
      return Optional.empty();
    }
    Optional<WithdrawnAsset> file = writes.withdraw(content.get().path().key());
    entities.remove(content.get());
    return file;
  }

  /** Puts a file back that was taken away too late, when it was needed again; removes any other. */
  @Transactional(rollbackOn = IOException.class)
  void settle(WithdrawnAsset file) throws IOException {
    Optional<AssetPath> path = AssetPath.parse(file.key().value());
    boolean needed =
        path.flatMap(asset -> locked(Content.Key.of(asset.tenant(), asset.hash())))
            .filter(content -> !content.isRemoved() && path.equals(Optional.of(content.path())))
            .isPresent();
    if (needed && storage.find(file.key()).isEmpty()) {
      storage.restore(file);
      LOG.log(Level.WARNING, "An asset that was taken away too late is back: {0}", file.key());
    } else {
      storage.discard(file);
    }
  }

  private Optional<Content> locked(Content.Key key) {
    lock.take(key);
    return Optional.ofNullable(entities.find(Content.class, key));
  }
}
