package io.atelier.generation;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * Brings work to the pools: at once where something just happened, and by the tick for everything
 * that nobody told it of.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  @Inject Admission admission;
  @Inject Leases leases;
  @Inject JobWorker worker;
  @Inject QueueExecutors executors;
  @Inject JobMetrics metrics;
  @Inject GenerationSettings settings;
  @Resource ManagedExecutorService background;

  /**
   * Looks for jobs to admit to a queue, in the background; called after a commit that added one.
   */
  void wake(QueueKey queue) {
    if (settings.workerEnabled()) {
      background.execute(() -> admitOrLog(queue));
    }
  }

  /** Looks after everything once: jobs due for a poll, of dead nodes, and waiting for a slot. */
  void tick() {
    start(admission.takeDue());
    admission.openQueues().forEach(this::admitOrLog);
  }

  private void admitOrLog(QueueKey queue) {
    try {
      start(admission.admit(queue));
    } catch (RuntimeException e) {
      // The tick tries again; nothing was taken.
      LOG.log(Level.WARNING, "Admission to " + queue + " failed", e);
    }
  }

  private void start(List<Work> taken) {
    for (Work work : taken) {
      leases.hold(work.job());
      executors.execute(work.queue(), () -> perform(work));
    }
  }

  private void perform(Work work) {
    try {
      metrics.count(work.queue(), worker.perform(work));
    } catch (LostLeaseException e) {
      LOG.log(Level.WARNING, e.getMessage());
    } catch (RuntimeException e) {
      // Its lease runs out and the job is taken again, by whichever node.
      LOG.log(Level.ERROR, "Job " + work.job() + " could not be moved on", e);
    } finally {
      leases.letGo(work.job());
      admitNext(work.queue());
    }
  }

  // A slot may have become free: for this queue, or for any where the provider's account is shared.
  private void admitNext(QueueKey queue) {
    if (settings.accountCap(queue.provider()).isEmpty()) {
      admitOrLog(queue);
      return;
    }
    for (QueueKey open : admission.openQueues()) {
      if (open.provider().equals(queue.provider())) {
        admitOrLog(open);
      }
    }
  }
}
