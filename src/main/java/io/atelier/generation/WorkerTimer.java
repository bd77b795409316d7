package io.atelier.generation;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * The clocks of the worker: looking for work every second, renewing leases every two, and telling
 * who waits, apart, so that a slow look does not cost a lease.
 *
 * <p>Missed ticks arrive as a burst; a tick that finds the one before it still running does
 * nothing. Leases are renewed by a thread, not by a timer: a server that stops drops its timers
 * first, and then gives what is under way half a minute.
 */
@ManagedExecutorDefinition(name = WorkerTimer.ADMISSIONS, virtual = true)
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WorkerTimer {
  /** Brings work to the pools; not their threads, which may all be at work. */
  static final String ADMISSIONS = "java:module/concurrent/admissions";

  private static final Logger LOG = System.getLogger(WorkerTimer.class.getName());

  @Inject Dispatcher dispatcher;
  @Inject WorkInHand inHand;
  @Inject Watch watch;
  @Inject Leases leases;
  @Inject CleanStop stop;
  @Inject JobWaiters waiters;
  @Inject IdempotencyKeys keys;
  @Inject ProviderAccounts accounts;
  @Inject QueueMetrics metrics;
  @Inject GenerationSettings settings;
  @Inject Clock clock;

  private static final Duration RENEWAL = Duration.ofSeconds(2);

  @Resource ManagedThreadFactory threads;

  private final AtomicBoolean looking = new AtomicBoolean();
  private final AtomicBoolean renewing = new AtomicBoolean();
  private final AtomicBoolean telling = new AtomicBoolean();
  private final AtomicBoolean measuring = new AtomicBoolean();
  private volatile boolean drained;

  @PostConstruct
  public void begin() {
    if (settings.workerEnabled()) {
      Thread renewal = threads.newThread(this::renewUntilDrained);
      renewal.setName("leases");
      renewal.setDaemon(true);
      renewal.start();
    }
  }

  private void renewUntilDrained() {
    while (!drained && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(RENEWAL.toNanos());
      once(renewing, this::renew);
    }
  }

  @Schedule(hour = "*", minute = "*", second = "*/1", persistent = false)
  public void look() {
    once(looking, dispatcher::tick);
  }

  private void renew() {
    inHand.renewLeases();
    watch.renewLeases();
  }

  // Also where this node takes no jobs: others do, and its clients wait for them.
  @Schedule(hour = "*", minute = "*", second = "*/1", persistent = false)
  public void tell() {
    if (telling.compareAndSet(false, true)) {
      try {
        waiters.tick();
        accounts.refresh();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "Who waits for jobs is told later", e);
      } finally {
        telling.set(false);
      }
    }
  }

  // Also where this node takes no jobs, for its own scraper.
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void measure() {
    if (measuring.compareAndSet(false, true)) {
      try {
        metrics.refresh();
      } catch (RuntimeException e) {
        LOG.log(Level.WARNING, "The queues' metrics stay as they were", e);
      } finally {
        measuring.set(false);
      }
    }
  }

  /** Once an hour. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  public void forget() {
    try {
      keys.forgetOld();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Old idempotency keys are forgotten later", e);
    }
  }

  /**
   * Stops taking work, lets what is under way come to its end for a while, and hands the rest to
   * the other nodes at once: what is still under way then keeps its lease and its fence.
   */
  @PreDestroy
  public void drain() {
    dispatcher.stop();
    try {
      Instant told = clock.instant();
      inHand.handBack();
      Duration left = settings.drainTime();
      // The server may have ended the thread that renews them.
      while (left.isPositive() && !leases.awaitNothingBegun(RENEWAL)) {
        once(renewing, this::renew);
        left = left.minus(RENEWAL);
      }
      inHand.handBack();
      stop.forgive(told);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Leases run out instead of being handed over", e);
    } finally {
      drained = true;
    }
  }

  private void once(AtomicBoolean busy, Runnable task) {
    if (!settings.workerEnabled() || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException e) {
      // An exception that left a timer would end it.
      LOG.log(Level.WARNING, "The worker's tick failed and is tried again", e);
    } finally {
      busy.set(false);
    }
  }
}
