package io.atelier.generation;

import io.atelier.provider.MediaKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.metrics.Counter;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;

/** Counts jobs, accepted and settled, by kind, provider and final status; never by tenant. */
@ApplicationScoped
class JobMetrics {
  private static final Logger LOG = System.getLogger(JobMetrics.class.getName());

  @Inject MetricRegistry registry;

  // The registry's own look for a counter by its tags takes longer than all else about it.
  private final Map<MediaKind, Counter> accepted = new ConcurrentHashMap<>();
  private final Map<Settled, Counter> settled = new ConcurrentHashMap<>();

  /** A job was accepted for that queue. */
  void accepted(QueueKey queue) {
    accepted.computeIfAbsent(queue.kind(), this::accepted).inc();
  }

  void count(QueueKey queue, JobStatus status) {
    if (status.isFinal()) {
      counter(new Settled(queue.kind(), queue.provider(), status)).inc();
    }
  }

  /** Has what jobs may come to counted from 0, so that the first is an increase. */
  void show(MediaKind kind, String provider) {
    Stream.of(JobStatus.values())
        .filter(JobStatus::isFinal)
        .forEach(status -> counter(new Settled(kind, provider, status)));
  }

  /** The same for providers that name two tasks alike. */
  void show(String provider) {
    clashes(provider);
  }

  private Counter accepted(MediaKind kind) {
    return registry.counter("atelier_jobs_accepted", new Tag("kind", kind.jsonName()));
  }

  private Counter counter(Settled what) {
    return settled.computeIfAbsent(
        what,
        one ->
            registry.counter(
                "atelier_jobs_settled",
                new Tag("kind", one.kind().jsonName()),
                new Tag("provider", one.provider()),
                new Tag("status", one.status().name())));
  }

  /** A provider named a task by an id that it had given before; an operator is to be woken. */
  void clash(String provider) {
    LOG.log(Level.ERROR, "Provider " + provider + " named two tasks alike");
    clashes(provider).inc();
  }

  private Counter clashes(String provider) {
    return registry.counter("atelier_provider_id_clashes", new Tag("provider", provider));
  }

  private record Settled(MediaKind kind, String provider, JobStatus status) {}
}
