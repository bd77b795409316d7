package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts settled jobs by kind, provider and final status; never by tenant. */
@Dependent
class JobMetrics {
  private static final Logger LOG = System.getLogger(JobMetrics.class.getName());

  private final MetricRegistry registry;

  @Inject
  JobMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  void count(QueueKey queue, JobStatus status) {
    if (status.isFinal()) {
      registry
          .counter(
              "atelier_jobs_settled",
              new Tag("kind", queue.kind().jsonName()),
              new Tag("provider", queue.provider()),
              new Tag("status", status.name()))
          .inc();
    }
  }

  /** A provider named a task by an id that it had given before; an operator is to be woken. */
  void clash(String provider) {
    LOG.log(Level.ERROR, "Provider " + provider + " named two tasks alike");
    registry.counter("atelier_provider_id_clashes", new Tag("provider", provider)).inc();
  }
}
