package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Takes back what was counted against jobs and late results in case this node dies of them: it
 * stops of its own accord, in the middle of making or decoding them, and that is no fault of
 * theirs. What has gone on for long may be why the node was told to stop: a result that its decoder
 * hangs at must come to an end, too.
 */
@Dependent
class CleanStop {
  private static final String FORGIVE =
      """
      WITH mine AS MATERIALIZED (
        SELECT id FROM %1$s
        WHERE lease_owner = ?1 AND id = ANY (CAST(string_to_array(?2, ',') AS uuid[]))
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)
      UPDATE %1$s SET %2$s = %2$s - 1 FROM mine WHERE %1$s.id = mine.id AND %2$s > 0
      """;

  private final EntityManager entities;
  private final Leases leases;
  private final GenerationSettings settings;

  @Inject
  CleanStop(EntityManager entities, Leases leases, GenerationSettings settings) {
    this.entities = entities;
    this.leases = leases;
    this.settings = settings;
  }

  /**
   * Of what is in hand yet; what is being written right now has come to its end.
   *
   * @param told when the node was told to stop; what began longer before than it waits for its work
   *     is not forgiven
   */
  @Transactional
  void forgive(Instant told) {
    Instant after = told.minus(settings.drainTime());
    forgive("generation_job", "faults", leases.blamed(after));
    for (String watched : WatchStore.TABLES) {
      forgive(watched, "watch_faults", leases.looksBlamed(after));
    }
  }

  private void forgive(String table, String column, List<UUID> ids) {
    if (!ids.isEmpty()) {
      entities
          .createNativeQuery(FORGIVE.formatted(table, column))
          .setParameter(1, leases.owner())
          .setParameter(2, String.join(",", ids.stream().map(UUID::toString).toList()))
          .executeUpdate();
    }
  }
}
