package io.atelier;

import io.atelier.artifact.DeletionTimer;
import io.atelier.artifact.UsageTimer;
import io.atelier.cost.CostMetricsTimer;
import io.atelier.cost.CostTimer;
import io.atelier.event.EventTimer;
import io.atelier.event.WebhookTimer;
import io.atelier.generation.BalanceTimer;
import io.atelier.generation.NodeTimer;
import io.atelier.generation.WorkerTimer;
import io.atelier.storage.StorageTimer;
import io.atelier.timer.Tick;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Goes on with what the timers do while this machine's clock is behind what it said before: timers
 * go by that clock, so that one which is set back by hours would have them wait for hours.
 */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SteadyTimers {
  private static final Logger LOG = System.getLogger(SteadyTimers.class.getName());

  @Inject WorkerTimer worker;
  @Inject NodeTimer node;
  @Inject BalanceTimer balances;
  @Inject EventTimer events;
  @Inject WebhookTimer webhooks;
  @Inject StorageTimer storage;
  @Inject DeletionTimer deletion;
  @Inject UsageTimer usage;
  @Inject CostTimer costs;
  @Inject CostMetricsTimer costMetrics;

  // Its delays are not by that clock.
  @Resource ManagedScheduledExecutorService scheduler;
  @Resource ManagedExecutorService background;

  private final Tick pulse = new Tick("The timers are gone on with later");
  private final SetBack setBack = new SetBack(InstantSource.system());
  private @Nullable ScheduledFuture<?> pulsing;
  private long pulses;

  @PostConstruct
  void begin() {
    pulsing = pulse.every(Duration.ofSeconds(1), scheduler, this::pulse);
  }

  private void pulse() {
    boolean was = setBack.isOn();
    if (setBack.look()) {
      if (!was) {
        LOG.log(
            Level.WARNING,
            "This machine''s clock was set back by {0}; work goes on without its timers",
            setBack.by());
      }
      everySecond().forEach(this::tick);
      if (pulses % 5 == 0) {
        everyFewSeconds().forEach(this::tick);
      }
      pulses++;
    }
  }

  // What is done once an hour or less waits.
  private Map<String, Runnable> everySecond() {
    return Map.of(
        "jobs", worker::look,
        "waiters", worker::tell,
        "sign of life", node::beat,
        "events", events::read,
        "webhooks", webhooks::work);
  }

  private Map<String, Runnable> everyFewSeconds() {
    return Map.of(
        "queue metrics", worker::measure,
        "balances", balances::look,
        "storage", storage::look,
        "deletion", deletion::sweep,
        "usage metrics", usage::refresh,
        "cost sums", costs::merge,
        "cost metrics", costMetrics::sumUp);
  }

  // Apart: each does nothing where the one before it is not over, and none waits for another.
  private void tick(String name, Runnable timer) {
    try {
      background.execute(timer);
    } catch (RuntimeException | Error e) { // none of which keeps the next from its own
      LOG.log(Level.WARNING, "The tick of " + name + " finds no thread", e);
    }
  }

  @PreDestroy
  void end() {
    if (pulsing != null) {
      pulsing.cancel(false);
    }
  }

  /** Whether a clock says less than it did before. */
  static final class SetBack {
    // Clocks are corrected by less all the time.
    private static final Duration SOME = Duration.ofSeconds(2);

    private final InstantSource clock;
    private Instant furthest;
    private Instant now;

    SetBack(InstantSource clock) {
      this.clock = clock;
      this.now = clock.instant();
      this.furthest = now;
    }

    /** Looks at the clock; whether it is on. */
    boolean look() {
      now = clock.instant();
      if (now.isAfter(furthest)) {
        furthest = now;
      }
      return isOn();
    }

    boolean isOn() {
      return by().compareTo(SOME) > 0;
    }

    /** How far the clock is behind what it said. */
    Duration by() {
      return Duration.between(now, furthest);
    }
  }
}
