package io.atelier.generation;

import io.atelier.artifact.StoreGate;
import io.atelier.telemetry.LogContext;
import io.atelier.telemetry.Trace;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Brings work to the pools: at once where something just happened, and by the tick for everything
 * that nobody told it of.
 */
@ApplicationScoped
public class Dispatcher {
  private static final Logger LOG = System.getLogger(Dispatcher.class.getName());

  private static final int MOST_IN_HAND = 1_000;
  private static final int MOST_QUEUES = 100;

  // How long a tick goes on admitting.
  private static final Duration ADMITTING = Duration.ofSeconds(1);

  // Without a tick for so long, the server is stopping: it drops its timers first.
  private static final Duration TICKING = Duration.ofSeconds(5);

  @Inject StoreGate store;
  @Inject Admission admission;
  @Inject OpenCircuits circuits;
  @Inject WorkInHand inHand;
  @Inject Unfunded unfunded;
  @Inject UsedUpAccounts usedUp;
  @Inject UnreadableJobs unreadable;
  @Inject Leases leases;
  @Inject LeaseRenewal renewal;
  @Inject PaidHandles paid;
  @Inject Survived survived;
  @Inject ThisNode node;
  @Inject JobWorker worker;
  @Inject Watch watch;
  @Inject QueueExecutors executors;
  @Inject SettledJobs settled;
  @Inject GenerationSettings settings;

  @Resource(lookup = WorkerTimer.ADMISSIONS)
  ManagedExecutorService background;

  private final Set<QueueKey> woken = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean admitting = new AtomicBoolean();
  private final AtomicBoolean taking = new AtomicBoolean();
  private volatile boolean moreIsDue;
  private volatile long tickedAt = System.nanoTime() - TICKING.toNanos();
  private volatile boolean stopping;

  /**
   * Looks for jobs to admit to a queue, in the background and with whatever other queues there are
   * to look at by then; called after a commit that added a job or freed a slot.
   */
  void wake(QueueKey queue) {
    if (!settings.workerEnabled() || resting() || !isTicking()) {
      return; // the next tick finds it, here or elsewhere
    }
    woken.add(queue);
    if (admitting.compareAndSet(false, true)) {
      try {
        background.execute(this::admitWoken);
      } catch (RuntimeException | Error e) {
        // The job is committed, so its caller must hear of no failure; the tick finds it.
        admitting.set(false);
        LOG.log(Level.WARNING, "Admission to " + queue + " waits for the next tick", e);
      }
    }
  }

  private void admitWoken() {
    do {
      try {
        for (List<QueueKey> some = takeWoken(); !some.isEmpty(); some = takeWoken()) {
          admit(some);
        }
      } finally {
        admitting.set(false);
      }
    } while (!woken.isEmpty() && admitting.compareAndSet(false, true));
  }

  private List<QueueKey> takeWoken() {
    List<QueueKey> some = woken.stream().limit(MOST_QUEUES).toList();
    some.forEach(woken::remove); // before they are looked at: who comes later wakes them again
    return some;
  }

  /**
   * Looks after everything once: jobs due for a poll, of dead nodes, and waiting for a slot.
   * Nothing is taken by a node that could not keep the result.
   */
  void tick() {
    tickedAt = System.nanoTime();
    paid.bringIn();
    takeBackFaults();
    if (resting() || !store.open()) {
      return;
    }
    // Each by itself: a row that one of them cannot read is no reason to keep the others waiting.
    RuntimeException trouble = null;
    for (Runnable look :
        List.<Runnable>of(
            this::takeDue,
            () -> lookAfter(watch.takeDue()),
            circuits::passOn,
            this::admitWherePossible)) {
      try {
        despiteUnreadable(look);
      } catch (RuntimeException e) {
        trouble = e;
      }
    }
    if (trouble != null) {
      throw trouble;
    }
  }

  // Before the jobs are taken for it once more.
  private void takeBackFaults() {
    try {
      survived.takeBack();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is no fault of jobs is taken back later", e);
    }
  }

  // Again without each row that cannot be read, as there may be several.
  private void despiteUnreadable(Runnable look) {
    boolean again = true;
    while (again) {
      try {
        look.run();
        again = false;
      } catch (RuntimeException e) {
        if (!unreadable.quarantine(e)) {
          throw e;
        }
      }
    }
  }

  // As long as there is more, and threads that can be expected to get to it; where there is more
  // than that, again when they have got to half of it.
  private void takeDue() {
    if (!taking.compareAndSet(false, true)) {
      return;
    }
    try {
      boolean more = true;
      while (more && leases.count() < MOST_IN_HAND) {
        List<Work> taken = inHand.takeDue();
        start(taken);
        more = taken.size() >= settings.batch();
      }
      moreIsDue = more;
    } finally {
      taking.set(false);
    }
    usedUp.whenPollsAreFree(this::takeNow);
  }

  private boolean isTicking() {
    return System.nanoTime() - tickedAt < TICKING.toNanos();
  }

  private void takeMore() {
    if (moreIsDue && !resting() && leases.count() < MOST_IN_HAND / 2) {
      moreIsDue = false;
      background.execute(this::takeNow);
    }
  }

  private void takeNow() {
    if (resting() || !isTicking()) {
      return;
    }
    try {
      takeDue();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "What is due waits for the next tick", e);
    }
  }

  /** From now on this node takes nothing. */
  void stop() {
    stopping = true;
  }

  private boolean resting() {
    return stopping || node.draining() || renewal.lapsed();
  }

  private void lookAfter(List<Watched> given) {
    for (Watched watched : given) {
      leases.hold(watched);
      try {
        executors.look(
            watched.queue(),
            on(watched.queue(), watched.job(), watched.trace(), () -> look(watched)));
      } catch (RuntimeException | Error e) {
        // Its lease runs out and it is taken again.
        leases.letGo(watched);
        LOG.log(Level.WARNING, "Create " + watched.stage() + " found no thread", e);
      }
    }
  }

  private void look(Watched watched) {
    try {
      leases.begin(watched);
      if (stopping) {
        return; // it was handed back
      }
      watch.look(watched);
    } catch (LostLeaseException e) {
      survived.see(watched);
      LOG.log(Level.WARNING, e.getMessage());
    } catch (RuntimeException | Error e) {
      survived.see(watched);
      LOG.log(Level.ERROR, "Create " + watched.stage() + " could not be looked after", e);
    } finally {
      leases.letGo(watched);
    }
  }

  // Rounds, because a visit of a shared account admits so many at most.
  private void admitWherePossible() {
    // What is due elsewhere is not to wait until all of a long queue was made.
    long end = System.nanoTime() + ADMITTING.toNanos();
    boolean progress = true;
    while (progress && System.nanoTime() - end < 0) {
      progress = false;
      List<QueueKey> open = admission.openQueues();
      for (int from = 0; from < open.size(); from += MOST_QUEUES) {
        progress |= admit(open.subList(from, Math.min(open.size(), from + MOST_QUEUES)));
      }
    }
    if (progress) {
      admission.openQueues().forEach(this::wake); // the rest beside the ticks
    }
  }

  private boolean admit(List<QueueKey> queues) {
    if (resting() || !store.open()) {
      return false;
    }
    try {
      List<Work> admitted = admission.admit(queues);
      start(admitted);
      List<QueueKey> funded = unfunded.settle();
      funded.forEach(this::wake);
      usedUp.whenCreatesAreFree(this::wake);
      return !admitted.isEmpty();
    } catch (RuntimeException e) {
      // Rolled back; one by one, so that it is the cause alone that waits for the next tick.
      if (queues.size() > 1) {
        boolean progress = false;
        for (QueueKey queue : queues) {
          progress |= admit(List.of(queue));
        }
        return progress;
      }
      LOG.log(Level.WARNING, "Admission to " + queues + " failed", e);
      return unreadable.quarantine(e); // and once more, without it
    }
  }

  private void start(List<Work> taken) {
    for (Work work : taken) {
      leases.hold(work);
      try {
        executors.execute(
            work.queue(), on(work.queue(), work.job(), work.trace(), () -> perform(work)));
      } catch (RuntimeException | Error e) {
        // Its lease runs out and it is taken again.
        leases.letGo(work);
        LOG.log(Level.WARNING, "Job " + work.job() + " found no thread", e);
      }
    }
  }

  // What is logged meanwhile says for whom.
  private static Runnable on(QueueKey queue, UUID job, Trace trace, Runnable task) {
    return () -> LogContext.onJob(queue.tenant().value(), job.toString(), trace, task);
  }

  private void perform(Work work) {
    boolean slotFree = false;
    @Nullable QueueKey next = null;
    try {
      leases.begin(work);
      if (stopping) {
        return; // it was handed back
      }
      JobStatus status = worker.perform(work);
      slotFree = status.isFinal() || status == JobStatus.PENDING;
      if (status.isFinal()) {
        settled.ended(work.job(), work.queue(), status);
      } else if (slotFree) {
        next = admission.queueOf(work.job());
      }
    } catch (LostLeaseException e) {
      survived.see(work);
      LOG.log(Level.WARNING, e.getMessage());
    } catch (RuntimeException | Error e) {
      survived.see(work);
      // Its lease runs out and the job is taken again, by whichever node.
      LOG.log(Level.ERROR, "Job " + work.job() + " could not be moved on", e);
    } finally {
      leases.letGo(work);
    }
    if (slotFree) {
      wake(work.queue());
      if (next != null && !next.equals(work.queue())) {
        wake(next);
      }
    }
    takeMore();
  }
}
