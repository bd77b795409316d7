package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Set;

/** Locks that all nodes share, by their names, each held until its transaction ends. */
@Dependent
class NamedLocks {
  private static final String IN_ORDER =
      """
      SELECT count(pg_advisory_xact_lock(lock)) FROM (
        SELECT hashtextextended(name, 0) AS lock
        FROM unnest(string_to_array(?, ' ')) AS name ORDER BY lock) AS locks
      """;

  private final EntityManager entities;
  private final LockWait wait;

  @Inject
  NamedLocks(EntityManager entities, LockWait wait) {
    this.entities = entities;
    this.wait = wait;
  }

  /** Waits for the lock of that name and holds it until the transaction ends. */
  void lock(String name) {
    entities
        .createNativeQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended(?1, 0))")
        .setParameter(1, name)
        .getSingleResult();
  }

  /** The same, for a moment; whether it is held. */
  boolean lockSoon(String name) {
    return wait.got("SELECT pg_advisory_xact_lock(hashtextextended(?, 0))", name);
  }

  /**
   * The same for several names, in one order for everybody; those that are held, which are all but
   * for those that others do not let go of.
   */
  Set<String> lockSoon(List<String> names) {
    // Without waiting no order is needed.
    return wait.gotAll(IN_ORDER, String.join(" ", names)) ? Set.copyOf(names) : free(names);
  }

  @SuppressWarnings("unchecked")
  private Set<String> free(List<String> names) {
    List<String> free =
        entities
            .createNativeQuery(
                """
                SELECT name FROM unnest(string_to_array(?1, ' ')) AS name
                WHERE pg_try_advisory_xact_lock(hashtextextended(name, 0))
                """)
            .setParameter(1, String.join(" ", names))
            .getResultList();
    return Set.copyOf(free);
  }
}
