package io.atelier.event;

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
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/**
 * Has new events read, and old ones forgotten; a tick that finds the one before it still running
 * does nothing.
 */
@ManagedExecutorDefinition(name = EventTimer.STREAMS, virtual = true)
@Singleton(name = "EventTimer")
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class EventTimer {
  /** Writes to subscribers, who may be slow. */
  static final String STREAMS = "java:module/concurrent/event-streams";

  private static final Logger LOG = System.getLogger(EventTimer.class.getName());

  private static final Duration STOPPED = Duration.ofSeconds(3);

  @Resource TimerService timers;
  @Inject EventHub hub;
  @Inject EventRetention retention;
  @Inject RestoredHistory restored;
  @Inject EventSettings settings;

  @Resource ManagedScheduledExecutorService scheduler;

  private final Tick reading = new Tick("Who listens is told of events later");
  private final Tick forgetting = new Tick("Old events are forgotten later");
  private final Tick looking = new Tick("Who listens in vain is told so later");
  private volatile long readAt = System.nanoTime();
  private @Nullable ScheduledFuture<?> watching;

  @PostConstruct
  void start() {
    if (restored.repair()) {
      LOG.log(Level.INFO, "The history comes from another database server; it was put in order");
    }
    long millis = settings.readerInterval().toMillis();
    timers.createIntervalTimer(millis, millis, new TimerConfig("events", false));
    watching = looking.every(Duration.ofSeconds(1), scheduler, this::watch);
  }

  // A server that stops takes its timers away and then waits, half a minute, for all requests to
  // end. Whom nobody tells anything any more had better ask another node.
  void watch() {
    long silence = System.nanoTime() - readAt;
    if (!reading.isUnderWay()
        && silence > settings.readerInterval().toNanos() + STOPPED.toNanos()) {
      hub.close();
    }
  }

  @PreDestroy
  void stop() {
    if (watching != null) {
      watching.cancel(true);
    }
  }

  @Timeout
  public void read() {
    reading.run(
        () -> {
          try {
            hub.tick();
          } finally {
            readAt = System.nanoTime();
          }
        });
  }

  /** Once an hour. */
  @Schedule(hour = "*", minute = "23", persistent = false)
  public void forget() {
    forgetting.run(
        () -> {
          while (retention.forgetDeliveries()) {}
          while (retention.forget()) {}
        });
  }
}
