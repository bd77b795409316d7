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
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists a tenant's jobs, the newest first. */
@Dependent
class JobList {
  // Before every job.
  private static final UUID FIRST = new UUID(0, 0);

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

  /** Those jobs of a tenant, the newest first; as {@link #page}. */
  List<GenerationJob> of(TenantId tenant, Collection<UUID> ids) {
    return ids.isEmpty()
        ? List.of()
        : entities
            .createQuery(
                "SELECT j FROM GenerationJob j WHERE j.spec.tenant = :tenant AND j.id IN :ids"
                    + " ORDER BY j.id DESC",
                GenerationJob.class)
            .setParameter("tenant", tenant.value())
            .setParameter("ids", ids)
            .getResultList();
  }

  /**
   * Some of a run's jobs, in the order of their keys.
   *
   * @param after only those behind that one, which is not read again, nor those before it
   */
  @SuppressWarnings("unchecked")
  List<UUID> some(OfRun jobs, @Nullable UUID after, int most) {
    return entities
        .createNativeQuery(
            """
            SELECT id FROM generation_job
            WHERE tenant_id = ?1 AND run_id = ?2 AND status = ?3 AND created_at <= ?4 AND id > ?5
            ORDER BY id LIMIT ?6
            """)
        .setParameter(1, jobs.tenant().value())
        .setParameter(2, jobs.run().value())
        .setParameter(3, jobs.status().name())
        .setParameter(4, jobs.acceptedBy())
        .setParameter(5, after == null ? FIRST : after)
        .setParameter(6, most)
        .getResultList();
  }

  /**
   * Jobs of a run that stand alike.
   *
   * @param acceptedBy only those that were accepted by then
   */
  record OfRun(TenantId tenant, RunId run, JobStatus status, Instant acceptedBy) {}

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
