package io.atelier.generation;

import io.atelier.problem.InvalidFieldException;
import io.atelier.problem.QueryParameters;
import io.atelier.provider.MediaKind;
import io.atelier.run.RunId;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists a tenant's jobs, the newest first. */
@Dependent
class JobList {
  private final EntityManager entities;

  @Inject
  JobList(EntityManager entities) {
    this.entities = entities;
  }

  /**
   * A part of the list; in the caller's transaction, in which jobs' attempts can be read.
   *
   * @param before only those that are older than the one of this id; null from the newest on
   * @param most at least 1
   */
  List<GenerationJob> page(TenantId tenant, Filter filter, @Nullable UUID before, int most) {
    // Without what is not asked for, or no index would fit.
    StringBuilder text =
        new StringBuilder("SELECT j FROM GenerationJob j WHERE j.spec.tenant = :tenant");
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("tenant", tenant.value());
    if (filter.status() != null) {
      text.append(" AND j.status = :status");
      parameters.put("status", filter.status());
    }
    if (filter.kind() != null) {
      text.append(" AND j.spec.kind = :kind");
      parameters.put("kind", filter.kind());
    }
    if (filter.run() != null) {
      text.append(" AND j.spec.run = :run");
      parameters.put("run", filter.run().value());
    }
    if (filter.provider() != null) {
      text.append(" AND j.provider = :provider");
      parameters.put("provider", filter.provider());
    }
    if (before != null) {
      text.append(" AND j.id < :before");
      parameters.put("before", before);
    }
    TypedQuery<GenerationJob> query =
        entities.createQuery(text.append(" ORDER BY j.id DESC").toString(), GenerationJob.class);
    parameters.forEach(query::setParameter);
    return query.setMaxResults(most).getResultList();
  }

  /**
   * Some of a run's jobs that are not settled and that nobody cancelled, those that wait first.
   *
   * @param acceptedBy only those that were accepted by then
   */
  @SuppressWarnings("unchecked")
  List<UUID> live(TenantId tenant, RunId run, Instant acceptedBy, int most) {
    return entities
        .createNativeQuery(
            """
            SELECT id FROM generation_job
            WHERE tenant_id = ?1 AND run_id = ?2 AND status IN ('PENDING', 'PROCESSING')
              AND created_at <= ?3
            ORDER BY status = 'PROCESSING', id LIMIT ?4
            """)
        .setParameter(1, tenant.value())
        .setParameter(2, run.value())
        .setParameter(3, acceptedBy)
        .setParameter(4, most)
        .getResultList();
  }

  /** What jobs are asked for; null for any. */
  record Filter(
      @Nullable JobStatus status,
      @Nullable MediaKind kind,
      @Nullable RunId run,
      @Nullable String provider) {

    /** The filter that a request's query describes. */
    static Filter of(QueryParameters query) {
      return new Filter(
          query
              .find("status")
              .map(text -> Filters.choice("status", text, List.of(JobStatus.values()), Enum::name))
              .orElse(null),
          query.find("kind").map(Filters::kind).orElse(null),
          query.find("run").map(Filter::run).orElse(null),
          query.find("provider").map(Filters::provider).orElse(null));
    }

    private static RunId run(String text) {
      return RunId.parse(text)
          .orElseThrow(() -> new InvalidFieldException("run", "must match " + RunId.PATTERN));
    }
  }
}
