package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts jobs, accepted and settled, by kind, provider and final status; never by tenant. */
@Dependent
class JobMetrics {
  private static final Logger LOG = System.getLogger(JobMetrics.class.getName());

  private final MetricRegistry registry;

  @Inject
  JobMetrics(MetricRegistry registry) {
    this.registry = registry;
  }

  /** A job was accepted for that queue. */
  void accepted(QueueKey queue) {
    registry.counter("atelier_jobs_accepted", new Tag("kind", queue.kind().jsonName())).inc();
  }

  void count(QueueKey queue, JobStatus status) {
    if (status.isFinal()) {
      settled(queue.kind(), queue.provider(), status).inc();
    }
  }

  /** Has what jobs may come to counted from 0, so that the first is an increase. */
  void show(MediaKind kind, String provider) {
    Stream.of(JobStatus.values())
        .filter(JobStatus::isFinal)
        .forEach(status -> settled(kind, provider, status));
  }

  /** The same for providers that name two tasks alike. */
  void show(String provider) {
    clashes(provider);
  }

  private Counter settled(MediaKind kind, String provider, JobStatus status) {
    return registry.counter(
        "atelier_jobs_settled",
        new Tag("kind", kind.jsonName()),
        new Tag("provider", provider),
        new Tag("status", status.name()));
  }

  /** A provider named a task by an id that it had given before; an operator is to be woken. */
  void clash(String provider) {
    LOG.log(Level.ERROR, "Provider " + provider + " named two tasks alike");
    clashes(provider).inc();
  }

  private Counter clashes(String provider) {
    return registry.counter("atelier_provider_id_clashes", new Tag("provider", provider));
  }
}
