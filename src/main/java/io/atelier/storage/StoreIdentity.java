package io.atelier.storage;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Which store an installation has, as its database knows: the one that its first node found or
 * made, and no other ever after.
 */
@Dependent
class StoreIdentity {
  private final EntityManager entities;
  private final Clock clock;

  @Inject
  StoreIdentity(EntityManager entities, Clock clock) {
    this.entities = entities;
    this.clock = clock;
  }

  /**
   * The id of the installation's store. A database that has none takes that of the directory, which
   * is given one first where it has none either; of two nodes that start for the first time, one
   * does so and the other finds it.
   *
   * @throws ForeignStoreException if the database knows of assets, and the directory has neither an
   *     id nor any asset: its volume is not mounted, most likely
   */
  @Transactional(TxType.REQUIRES_NEW)
  UUID of(LocalStorage store) throws IOException {
    entities
        .createNativeQuery(
            "SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('asset-store', 0))")
        .getSingleResult();
    Optional<UUID> known =
        entities
            .createNativeQuery("SELECT CAST(id AS text) FROM asset_store")
            .getResultStream()
            .findFirst()
            .map(id -> UUID.fromString((String) id));
    if (known.isPresent()) {
      return known.get();
    }
    // The file first: one whose row was not written is found by the next who comes.
    if (store.mark().read().isEmpty() && hasContent() && !store.hasAssets()) {
      throw new ForeignStoreException(
          "its directory has no file " + StoreMark.NAME + " and no assets, though there are some");
    }
    UUID id = store.mark().make();
    entities
        .createNativeQuery("INSERT INTO asset_store (id, created_at) VALUES (CAST(?1 AS uuid), ?2)")
        .setParameter(1, id.toString())
        .setParameter(2, clock.instant())
        .executeUpdate();
    return id;
  }

  private boolean hasContent() {
    return (boolean)
        entities.createNativeQuery("SELECT EXISTS (SELECT FROM content)").getSingleResult();
  }
}
