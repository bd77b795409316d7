package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** What is counted against jobs and late results in case a node dies of them, taken back. */
@Dependent
class FaultRows {
  // What somebody writes right now is left alone, and not waited for.
  private static final String TAKE_BACK =
      """
      WITH there AS MATERIALIZED (
        SELECT id FROM %1$s WHERE id = ANY (CAST(string_to_array(?1, ',') AS uuid[]))
        ORDER BY id FOR NO KEY UPDATE SKIP LOCKED),
      back AS (
        UPDATE %1$s SET %2$s = %2$s - 1 FROM there WHERE %1$s.id = there.id AND %2$s > 0)
      SELECT id FROM %1$s WHERE id = ANY (CAST(string_to_array(?1, ',') AS uuid[]))
        AND NOT id IN (SELECT id FROM there)
      """;

  private final EntityManager entities;

  @Inject
  FaultRows(EntityManager entities) {
    this.entities = entities;
  }

  /** One of each of these jobs; those that are locked, of which it is not. */
  @Transactional
  List<UUID> takeBackOfJobs(Collection<UUID> jobs) {
    return takeBack("generation_job", "faults", jobs);
  }

  /** One of each of these watched creates; those that are locked, of which it is not. */
  @Transactional
  List<UUID> takeBackOfWatched(Collection<UUID> ids) {
    return WatchStore.TABLES.stream()
        .flatMap(table -> takeBack(table, "watch_faults", ids).stream())
        .toList();
  }

  @SuppressWarnings("unchecked")
  private List<UUID> takeBack(String table, String column, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createNativeQuery(TAKE_BACK.formatted(table, column))
            .setParameter(1, String.join(",", ids.stream().map(UUID::toString).toList()))
            .getResultList();
  }
}
