package io.atelier.generation;

import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/** Reads one job of a tenant, in a transaction of its own. */
@Dependent
class JobReader {
  private final JobStore jobs;
  private final JobViews views;

  @Inject
  JobReader(JobStore jobs, JobViews views) {
    this.jobs = jobs;
    this.views = views;
  }

  @Transactional
  Optional<JobView> read(UUID id, TenantId tenant) {
    return jobs.find(id, tenant).map(views::of);
  }
}
