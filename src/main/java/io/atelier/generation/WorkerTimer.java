package io.atelier.generation;

import io.atelier.timer.Tick;
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
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The clocks of the worker: looking for work every second, renewing leases every two, and telling
 * who waits, apart, so that a slow look does not cost a lease.
 *
 * <p>Leases are renewed by a thread, not by a timer: a server that stops drops its timers first,
 * and then gives what is under way half a minute.
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
  @Inject LeaseRenewal renewal;
  @Inject CleanStop stop;
  @Inject Survived survived;
  @Inject JobWaiters waiters;
  @Inject IdempotencyKeys keys;
  @Inject ProviderAccounts accounts;
  @Inject QueueMetrics metrics;
  @Inject GenerationSettings settings;
  @Inject Clock clock;

  private static final Duration RENEWAL = Duration.ofSeconds(2);

  @Resource ManagedThreadFactory threads;

  private final Tick looking = new Tick("The worker's tick failed and is tried again");
  private final Tick renewing = new Tick("Leases are renewed later");
  private final Tick telling = new Tick("Who waits for jobs is told later");
  private final Tick measuring = new Tick("The queues' metrics stay as they were");
  private final Tick forgetting = new Tick("Old idempotency keys are forgotten later");
  private volatile boolean drained;

  @PostConstruct
  public void begin() {
    if (settings.workerEnabled()) {
      renewal.expect();
      renew();
      Thread thread = threads.newThread(this::renewUntilDrained);
      thread.setName("leases");
      thread.setDaemon(true);
      thread.start();
    }
  }

  private void renewUntilDrained() {
    while (!drained) {
      LockSupport.parkNanos(RENEWAL.toNanos());
      Thread.interrupted(); // whoever means it drains, and leases are kept until then
      renew();
    }
  }

  private void renew() {
    renewing.run(
        () -> {
          Instant begun = clock.instant();
          inHand.renewLeases();
          watch.renewLeases();
          renewal.renewed(begun);
        });
  }

  @Schedule(hour = "*", minute = "*", second = "*/1", persistent = false)
  public void look() {
    if (settings.workerEnabled()) {
      looking.run(dispatcher::tick);
    }
  }

  // Also where this node takes no jobs: others do, and its clients wait for them.
  @Schedule(hour = "*", minute = "*", second = "*/1", persistent = false)
  public void tell() {
    telling.run(
        () -> {
          waiters.tick();
          accounts.refresh();
        });
  }

  // Also where this node takes no jobs, for its own scraper.
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  public void measure() {
    measuring.run(metrics::refresh);
  }

  /** Once an hour. */
  @Schedule(hour = "*", minute = "17", persistent = false)
  public void forget() {
    forgetting.run(keys::forgetOld);
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
      // The server may have ended the thread that renews them.
      new Drain(leases, this::renew, settings.drainTime(), RENEWAL)
          .run(
              List.of(inHand::handBack, watch::handBack),
              List.of(
                  inHand::handBack, watch::handBack, () -> stop.forgive(told), survived::takeBack));
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "Leases run out instead of being handed over", e);
    } finally {
      drained = true;
    }
  }
}
