package io.atelier.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jspecify.annotations.Nullable;

/**
 * One pool for each queue: the bulkhead that keeps one tenant's slow exchanges from occupying
 * another's threads. It bounds running calls only; how many jobs a provider has is the database's
 * to say.
 */
@ApplicationScoped
class QueueExecutors {
  private static final Duration IDLE = Duration.ofMinutes(15);

  @Inject Policies policies;

  // By size too: a limit that was changed gets a pool of its own.
  private final Cache<Pool, ManagedExecutorService> executors =
      Caffeine.newBuilder()
          .expireAfterAccess(IDLE)
          .executor(Runnable::run)
          .<Pool, ManagedExecutorService>evictionListener((pool, executor, why) -> end(executor))
          .build();

  /** Runs a task when the queue's pool has a thread for it. */
  void execute(QueueKey queue, Runnable task) {
    executors
        .get(new Pool(queue, policies.of(queue).limit()), QueueExecutors::create)
        .execute(task);
  }

  private static ManagedExecutorService create(Pool pool) {
    // Liberty's ManagedExecutor is a ManagedExecutorService; only this builder makes them at run
    // time.
    return (ManagedExecutorService)
        ManagedExecutor.builder()
            .maxAsync(pool.limit())
            .maxQueued(-1)
            .propagated(ThreadContext.APPLICATION)
            .cleared(ThreadContext.ALL_REMAINING)
            .build();
  }

  @PreDestroy
  void close() {
    executors.asMap().values().forEach(QueueExecutors::end);
  }

  // What it runs comes to its end.
  private static void end(@Nullable ManagedExecutorService executor) {
    if (executor != null) {
      executor.shutdown();
    }
  }

  private record Pool(QueueKey queue, int limit) {}
}
