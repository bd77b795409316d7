package io.atelier.generation;

import io.atelier.artifact.SignedLinks;
import io.atelier.tenant.TenantId;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads jobs of a tenant, in a transaction of its own. */
@Dependent
class JobReader {
  private final JobStore jobs;
  private final JobList list;
  private final JobViews views;
  private final SignedLinks links;

  @Inject
  JobReader(JobStore jobs, JobList list, JobViews views, SignedLinks links) {
    this.jobs = jobs;
    this.list = list;
    this.views = views;
    this.links = links;
  }

  /**
   * The job, if the tenant has it.
   *
   * @param withArtifacts whether the caller may have what it made
   */
  @Transactional
  Optional<JobView> read(UUID id, TenantId tenant, boolean withArtifacts) {
    if (withArtifacts) {
      // A tenant's first key is made by a transaction of its own, and whoever already holds a
      // connection must not wait for another.
      links.prepare(tenant);
    }
    return jobs.find(id, tenant).map(job -> views.of(List.of(job), withArtifacts).get(0));
  }

  /** Those jobs of the tenant, for itself, the newest first. */
  @Transactional
  List<JobView> read(TenantId tenant, Collection<UUID> ids) {
    links.prepare(tenant); // as above
    return views.of(list.of(tenant, ids));
  }
}
