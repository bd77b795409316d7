package io.atelier.generation;

import io.atelier.cost.Budgets;
import io.atelier.cost.Commitment;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What of its tenant's budget a job takes, for whoever changes its rows without reading them as a
 * job. Part of the caller's transaction.
 */
@Dependent
class StoredCommitments {
  private final EntityManager entities;
  private final JobStore jobs;
  private final Budgets budgets;

  @Inject
  StoredCommitments(EntityManager entities, JobStore jobs, Budgets budgets) {
    this.entities = entities;
    this.jobs = jobs;
    this.budgets = budgets;
  }

  /** Locks a job's row, and says what it takes. */
  List<Commitment> locked(UUID job) {
    jobs.lock(job);
    return of(job);
  }

  /** What a job takes, whose row is locked; none where it is not counted. */
  @SuppressWarnings("unchecked")
  List<Commitment> of(UUID job) {
    List<Object[]> rows =
        entities
            .createNativeQuery(
                """
                SELECT tenant_id, created_at, currency, sum(reserved), sum(spent)
                FROM job_commitment WHERE job_id = ?1 AND counted
                GROUP BY tenant_id, created_at, currency
                """)
            .setParameter(1, job)
            .getResultList();
    return rows.stream()
        .map(
            row ->
                new Commitment(
                    new TenantId((String) row[0]),
                    DatabaseTime.of(row[1]),
                    (String) row[2],
                    (BigDecimal) row[3],
                    (BigDecimal) row[4]))
        .toList();
  }

  /** Counts how much more or less than that a job takes now. */
  void follow(UUID job, List<Commitment> before) {
    Map<String, Commitment> changes = new HashMap<>();
    of(job).forEach(one -> changes.put(one.currency(), one));
    before.forEach(one -> changes.merge(one.currency(), one.negated(), Commitment::plus));
    budgets.follow(new ArrayList<>(changes.values()));
  }
}
