package io.atelier.generation;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * The jobs that an operator means, by the partial indexes on live and on failed jobs. Of failed
 * ones those are left out that were made once more already.
 */
@Dependent
class SelectedJobs {
  private static final String NOT_RETRIED =
      "NOT EXISTS (SELECT 1 FROM generation_job again WHERE again.retry_of = job.id)";
  private static final String MAY_BE_CHARGED =
      """
      EXISTS (SELECT 1 FROM attempt WHERE attempt.job_id = job.id
        AND (attempt.watch_due_at IS NOT NULL OR EXISTS (
          SELECT 1 FROM stage WHERE stage.attempt_id = attempt.id
            AND (stage.outcome = 'UNKNOWN' OR stage.cost_basis = 'POSSIBLE'
              OR stage.outcome = 'ACCEPTED' AND stage.actual_cost IS NULL)
            AND (stage.estimated_cost IS NULL OR stage.estimated_cost <> 0))))
      """;

  private final EntityManager entities;

  @Inject
  SelectedJobs(EntityManager entities) {
    this.entities = entities;
  }

  /** How many failed jobs are meant. */
  @Transactional
  long countFailed(JobSelection selection) {
    return count(selection.and(NOT_RETRIED));
  }

  /**
   * For how many of the failed jobs that are meant a provider may charge yet; looks at all their
   * attempts.
   */
  @Transactional
  long countMayBeCharged(JobSelection selection) {
    return count(selection.and(NOT_RETRIED).and(MAY_BE_CHARGED));
  }

  /** The failed jobs that are meant, the earliest ended first, after that one. */
  @Transactional
  List<Selected> failed(JobSelection selection, Optional<Position> after, int most) {
    JobSelection rest =
        after
            .map(
                last ->
                    selection.and(
                        "(job.settled_at, job.id) > (CAST(? AS timestamptz), CAST(? AS uuid))",
                        last.rank(),
                        last.job().toString()))
            .orElse(selection)
            .and(NOT_RETRIED);
    return list(
        "SELECT job.id, job.tenant_id, job.settled_at FROM generation_job job WHERE %s"
            + " ORDER BY job.settled_at, job.id",
        rest, most, settled -> DatabaseTime.of(settled).toString());
  }

  /** How many live jobs are meant. */
  @Transactional
  long countLive(JobSelection selection) {
    return count(selection);
  }

  private long count(JobSelection selection) {
    return ((Number)
            query("SELECT count(*) FROM generation_job job WHERE %s", selection).getSingleResult())
        .longValue();
  }

  /**
   * The live jobs that are meant: those that wait before those under way, whose slots they would
   * take; after that one.
   */
  @Transactional
  List<Selected> live(JobSelection selection, Optional<Position> after, int most) {
    JobSelection rest =
        after
            .map(
                last ->
                    selection.and(
                        "(job.status = 'PROCESSING', job.id) > (CAST(? AS boolean), CAST(? AS"
                            + " uuid))",
                        last.rank(),
                        last.job().toString()))
            .orElse(selection);
    return list(
        "SELECT job.id, job.tenant_id, job.status = 'PROCESSING' FROM generation_job job WHERE %s"
            + " ORDER BY job.status = 'PROCESSING', job.id",
        rest, most, String::valueOf);
  }

  @SuppressWarnings("unchecked")
  private List<Selected> list(
      String sql, JobSelection selection, int most, Function<Object, String> rank) {
    List<Object[]> rows = query(sql, selection).setMaxResults(most).getResultList();
    return rows.stream()
        .map(
            row ->
                new Selected(
                    new TenantId((String) row[1]), new Position(rank.apply(row[2]), (UUID) row[0])))
        .toList();
  }

  private Query query(String sql, JobSelection selection) {
    Query query = entities.createNativeQuery(sql.formatted(selection.where()));
    List<Object> values = selection.values();
    for (int i = 0; i < values.size(); i++) {
      query.setParameter(i + 1, values.get(i));
    }
    return query;
  }

  /**
   * Where a job stands among those that are meant.
   *
   * @param rank what they are ordered by before their ids: when a failed one ended, or whether a
   *     live one is under way
   */
  record Position(String rank, UUID job) {}

  /** One of them. */
  record Selected(TenantId tenant, Position position) {
    UUID job() {
      return position.job();
    }
  }
}
