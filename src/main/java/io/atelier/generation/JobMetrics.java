package io.atelier.generation;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts settled jobs by kind, provider and final status; never by tenant. */
@Dependent
class JobMetrics {
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
}
