package io.atelier.generation;

import io.atelier.run.RunId;
import io.atelier.run.StepId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/**
 * How the steps of runs stand: each is what its newest job is. Part of the caller's transaction.
 */
@Dependent
public class RunJobs {
  private final EntityManager entities;

  @Inject
  RunJobs(EntityManager entities) {
    this.entities = entities;
  }

  /** The newest job of a step. */
  public record Newest(UUID job, String status) {}

  /** How many steps of a run have which status. */
  @SuppressWarnings("unchecked")
  public Map<String, Long> steps(TenantId tenant, RunId run) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT status, count(*) FROM (
                  SELECT DISTINCT ON (step_id) status FROM generation_job
                  WHERE tenant_id = ?1 AND run_id = ?2 ORDER BY step_id, id DESC) newest
                GROUP BY status
                """)
            .setParameter(1, tenant.value())
            .setParameter(2, run.value())
            .getResultList();
    Map<String, Long> counts = new TreeMap<>();
    rows.forEach(row -> counts.put((String) row[0], ((Number) row[1]).longValue()));
    return counts;
  }

  /** The newest jobs of some steps of a run. */
  @SuppressWarnings("unchecked")
  public Map<StepId, Newest> newest(TenantId tenant, RunId run, Collection<StepId> steps) {
    Map<StepId, Newest> newest = new HashMap<>();
    if (steps.isEmpty()) {
      return newest;
    }
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT DISTINCT ON (step_id) step_id, id, status FROM generation_job
                WHERE tenant_id = ?1 AND run_id = ?2
                  AND step_id = ANY (string_to_array(?3, ','))
                ORDER BY step_id, id DESC
                """)
            .setParameter(1, tenant.value())
            .setParameter(2, run.value())
            .setParameter(3, String.join(",", steps.stream().map(StepId::value).toList()))
            .getResultList();
    rows.forEach(
        row -> newest.put(new StepId((String) row[0]), new Newest((UUID) row[1], (String) row[2])));
    return newest;
  }
}
