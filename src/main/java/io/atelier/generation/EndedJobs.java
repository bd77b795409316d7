package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;

/** Tells which of some jobs have ended. */
@Dependent
class EndedJobs {
  private final EntityManager entities;

  @Inject
  EndedJobs(EntityManager entities) {
    this.entities = entities;
  }

  @Transactional
  @SuppressWarnings("unchecked")
  List<UUID> among(List<UUID> jobs) {
    return entities
        .createNativeQuery(
            """
            SELECT id FROM generation_job
            WHERE id = ANY (CAST(string_to_array(?1, ',') AS uuid[]))
              AND status NOT IN ('PENDING', 'PROCESSING', 'CANCELLING')
            """)
        .setParameter(1, String.join(",", jobs.stream().map(UUID::toString).toList()))
        .getResultList();
  }
}
