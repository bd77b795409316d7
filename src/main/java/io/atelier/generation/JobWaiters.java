package io.atelier.generation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Who waits for a job to end; a waiter holds no thread.
 *
 * <p>Told at once of what ends on this node, and by one query a tick of what ends elsewhere.
 */
@ApplicationScoped
class JobWaiters {
  private static final Logger LOG = System.getLogger(JobWaiters.class.getName());
  private static final int MOST_JOBS = 10_000;

  @Inject EndedJobs ended;

  private final Map<UUID, List<Runnable>> waiting = new ConcurrentHashMap<>();

  /**
   * Runs something once, when that job has ended; false if too many wait already.
   *
   * <p>It may have ended before: whoever waits looks after this, not before.
   */
  boolean await(UUID job, Runnable then) {
    if (waiting.size() >= MOST_JOBS) {
      return false;
    }
    waiting.compute(
        job,
        (id, others) -> {
          List<Runnable> all = others == null ? new CopyOnWriteArrayList<>() : others;
          all.add(then);
          return all;
        });
    return true;
  }

  /** Somebody waits no more. */
  void leave(UUID job, Runnable then) {
    waiting.computeIfPresent(
        job,
        (id, others) -> {
          others.remove(then);
          return others.isEmpty() ? null : others;
        });
  }

  /** That job has ended. */
  void ended(UUID job) {
    List<Runnable> told = waiting.remove(job);
    if (told != null) {
      told.forEach(JobWaiters::run);
    }
  }

  /** Looks for what ended elsewhere. */
  void tick() {
    if (!waiting.isEmpty()) {
      ended.among(List.copyOf(waiting.keySet())).forEach(this::ended);
    }
  }

  private static void run(Runnable then) {
    try {
      then.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Somebody who waited for a job could not be told", e);
    }
  }
}
