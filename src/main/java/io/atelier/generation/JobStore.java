package io.atelier.generation;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;

/** The jobs in the database, one by one. */
@Dependent
class JobStore {
  private final EntityManager entities;

  @Inject
  JobStore(EntityManager entities) {
    this.entities = entities;
  }

  Optional<GenerationJob> find(UUID id) {
    return Optional.ofNullable(entities.find(GenerationJob.class, id));
  }

  /** That job, if it is that tenant's. */
  Optional<GenerationJob> find(UUID id, TenantId tenant) {
    return entities
        .createQuery(
            "SELECT j FROM GenerationJob j WHERE j.id = :id AND j.spec.tenant = :tenant",
            GenerationJob.class)
        .setParameter("id", id)
        .setParameter("tenant", tenant.value())
        .getResultStream()
        .findFirst();
  }

  /** The same, locked until the transaction ends. */
  Optional<GenerationJob> findLocked(UUID id, TenantId tenant) {
    return Optional.ofNullable(
            entities.find(GenerationJob.class, id, LockModeType.PESSIMISTIC_WRITE))
        .filter(job -> job.tenant().equals(tenant));
  }

  /**
   * The job in hand, if it is still ours.
   *
   * @throws LostLeaseException if another node took it meanwhile
   */
  GenerationJob held(Work work) {
    return find(work.job())
        .filter(job -> job.version() == work.version())
        .orElseThrow(() -> new LostLeaseException(work.job()));
  }

  /** Locks a job's row until the transaction ends. */
  void lock(UUID job) {
    entities
        .createNativeQuery("SELECT 1 FROM generation_job WHERE id = ?1 FOR UPDATE")
        .setParameter(1, job)
        .getResultList();
  }

  /** Sends what changed to the database now, which raises versions. */
  void flush() {
    entities.flush();
  }

  /** Whether there is that job. */
  boolean isThere(UUID id) {
    return !entities
        .createNativeQuery("SELECT 1 FROM generation_job WHERE id = ?1")
        .setParameter(1, id)
        .getResultList()
        .isEmpty();
  }

  /** Whether the step of that job has a newer one, which says how the step stands. */
  boolean isSuperseded(UUID id) {
    return !entities
        .createNativeQuery(
            """
            SELECT 1 FROM generation_job job, generation_job later
            WHERE job.id = ?1 AND later.tenant_id = job.tenant_id AND later.run_id = job.run_id
              AND later.step_id = job.step_id AND later.id > job.id
            LIMIT 1
            """)
        .setParameter(1, id)
        .getResultList()
        .isEmpty();
  }
}
