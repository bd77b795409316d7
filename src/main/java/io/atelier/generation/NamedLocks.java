package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;

/** Locks that all nodes share, by their names, each held until its transaction ends. */
@Dependent
class NamedLocks {
  private final EntityManager entities;

  @Inject
  NamedLocks(EntityManager entities) {
    this.entities = entities;
  }

  /** Waits for the lock of that name and holds it until the transaction ends. */
  void lock(String name) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, name)
        .getSingleResult();
  }

  /** The same for several names, in one order for everybody. */
  void lock(List<String> names) {
    entities
        .createNativeQuery(
            """
            SELECT count(pg_advisory_xact_lock(lock)) FROM (
              SELECT hashtextextended(name, 0) AS lock
              FROM unnest(string_to_array(?1, ' ')) AS name ORDER BY lock) AS locks
            """)
        .setParameter(1, String.join(" ", names))
        .getSingleResult();
  }
}
