package io.atelier.artifact;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Refreshes the usage metrics in the background; a tick that finds the one before it does nothing.
 */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageTimer {
  private static final Logger LOG = System.getLogger(UsageTimer.class.getName());

  @Resource TimerService timers;
  @Inject UsageMetrics metrics;
  @Inject UsageSettings settings;

  private final AtomicBoolean busy = new AtomicBoolean();

  @PostConstruct
  void start() {
    timers.createIntervalTimer(
        0, settings.metricsInterval().toMillis(), new TimerConfig("usage metrics", false));
  }

  @Timeout
  public void refresh() {
    if (!busy.compareAndSet(false, true)) {
      return;
    }
    try {
      metrics.refresh();
    } catch (RuntimeException e) {
      // An exception that left a timer would have it tried again at once.
      LOG.log(Level.WARNING, "The usage metrics stay as they were", e);
    } finally {
      busy.set(false);
    }
  }
}
