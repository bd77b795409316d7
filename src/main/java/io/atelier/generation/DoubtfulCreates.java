package io.atelier.generation;

import io.atelier.provider.GenerationRequest;
import io.atelier.provider.ProviderHandle;
import io.atelier.provider.Submission;
import io.atelier.provider.Workspace;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Which creates nobody knows the outcome of, and which tasks are known to be whose. */
@Dependent
class DoubtfulCreates {
  private final EntityManager entities;
  private final RequestConverter requests = new RequestConverter();

  @Inject
  DoubtfulCreates(EntityManager entities) {
    this.entities = entities;
  }

  /** A create that was sent, or was about to be, and has no known outcome. */
  record Create(UUID stage, GenerationRequest request, int ordinal, String carriedState) {
    Submission submission(Workspace workspace) {
      return new Submission(stage.toString(), request, ordinal, carriedState, workspace);
    }
  }

  /** Those of these tasks of a provider that are no create's. */
  @Transactional
  @SuppressWarnings("unchecked")
  List<ProviderHandle> nobodys(String provider, List<ProviderHandle> tasks) {
    if (tasks.isEmpty()) {
      return tasks;
    }
    List<String> owned =
        entities
            .createNativeQuery(
                """
                SELECT stage.handle_id FROM stage, attempt
                WHERE stage.handle_id = ANY (string_to_array(?1, chr(10)))
                  AND attempt.id = stage.attempt_id AND attempt.provider = ?2
                """)
            .setParameter(1, String.join("\n", tasks.stream().map(ProviderHandle::id).toList()))
            .setParameter(2, provider)
            .getResultList();
    Set<String> known = new HashSet<>(owned);
    return tasks.stream().filter(task -> !known.contains(task.id())).toList();
  }

  /** The creates of a provider that are in doubt and were sent since then. */
  @Transactional
  @SuppressWarnings("unchecked")
  List<Create> inDoubt(String provider, Instant since) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT stage.id, CAST(job.request AS text), stage.ordinal, stage.carried_state
                FROM stage, attempt, generation_job job
                WHERE stage.handle_id IS NULL AND stage.submitted_at >= ?1
                  AND stage.begun_at IS NOT NULL
                  AND (stage.outcome IS NULL OR stage.outcome = 'UNKNOWN')
                  AND attempt.id = stage.attempt_id AND attempt.provider = ?2
                  AND job.id = attempt.job_id
                """)
            .setParameter(1, since)
            .setParameter(2, provider)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Create(
                    (UUID) row[0],
                    requests.convertToEntityAttribute(row[1]),
                    ((Number) row[2]).intValue(),
                    (String) row[3]))
        .toList();
  }
}
