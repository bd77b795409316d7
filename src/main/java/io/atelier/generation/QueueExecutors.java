package io.atelier.generation;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.eclipse.microprofile.context.ThreadContext;
import org.jspecify.annotations.Nullable;

/**
 * One pool for each queue's jobs, and one for looks at what it gave up: the bulkhead that keeps one
 * tenant's slow exchanges from occupying another's threads, and late results from keeping jobs
 * waiting. They bound running calls only; how many jobs a provider has is the database's to say.
 */
@ApplicationScoped
class QueueExecutors {
  private static final Duration IDLE = Duration.ofMinutes(15);

  @Inject Policies policies;
  @Inject GenerationSettings settings;

  @Resource(lookup = WorkerTimer.ADMISSIONS)
  ManagedExecutorService virtual;

  // By size too: a limit that was changed gets a pool of its own.
  private final Cache<Pool, Executor> executors =
      Caffeine.newBuilder()
          .expireAfterAccess(IDLE)
          .executor(Runnable::run)
          .<Pool, Executor>evictionListener((pool, executor, why) -> end(executor))
          .build();

  /** Runs a job's task when the queue's pool has a thread for it. */
  void execute(QueueKey queue, Runnable task) {
    execute(new Pool(queue, false, policies.of(queue).limit()), task);
  }

  /** Runs a look at what the queue gave up when there is a thread for it. */
  void look(QueueKey queue, Runnable task) {
    execute(new Pool(queue, true, policies.of(queue).limit()), task);
  }

  private void execute(Pool pool, Runnable task) {
    executors.get(pool, this::create).execute(task);
  }

  private Executor create(Pool pool) {
    return settings.virtualThreads()
        ? new BoundedExecutor(virtual, pool.limit())
        : platformThreads(pool.limit());
  }

  private static Executor platformThreads(int limit) {
    // Only this builder makes managed pools at run time.
    return ManagedExecutor.builder()
        .maxAsync(limit)
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
  private static void end(@Nullable Executor executor) {
    if (executor instanceof ExecutorService pool) {
      pool.shutdown();
    }
  }

  private record Pool(QueueKey queue, boolean looks, int limit) {}
}
