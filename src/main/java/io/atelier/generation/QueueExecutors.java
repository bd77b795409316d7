package io.atelier.generation;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;

/**
 * One pool for each queue: the bulkhead that keeps one tenant's slow exchanges from occupying
 * another's threads. It bounds running calls only; how many jobs a provider has is the database's
 * to say.
 */
@ApplicationScoped
class QueueExecutors {
  @Inject GenerationSettings settings;

  private final Map<QueueKey, ManagedExecutorService> executors = new ConcurrentHashMap<>();

  /** Runs a task when the queue's pool has a thread for it. */
  void execute(QueueKey queue, Runnable task) {
    executors.computeIfAbsent(queue, this::create).execute(task);
  }

  private ManagedExecutorService create(QueueKey queue) {
    // Liberty's ManagedExecutor is a ManagedExecutorService; only this builder makes them at run
    // time.
    return (ManagedExecutorService)
        ManagedExecutor.builder()
            .maxAsync(settings.policy(queue.kind()).limit())
            .maxQueued(-1)
            .propagated(ThreadContext.APPLICATION)
            .cleared(ThreadContext.ALL_REMAINING)
            .build();
  }

  @PreDestroy
  void close() {
    executors.values().forEach(ManagedExecutorService::shutdown);
  }
}
