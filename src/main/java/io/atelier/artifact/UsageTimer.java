package io.atelier.artifact;

import io.atelier.timer.Tick;
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

/**
 * Refreshes the usage metrics in the background; a tick that finds the one before it does nothing.
 */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class UsageTimer {
  @Resource TimerService timers;
  @Inject UsageMetrics metrics;
  @Inject UsageSettings settings;

  private final Tick refreshing = new Tick("The usage metrics stay as they were");

  @PostConstruct
  void start() {
    timers.createIntervalTimer(
        0, settings.metricsInterval().toMillis(), new TimerConfig("usage metrics", false));
  }

  @Timeout
  public void refresh() {
    refreshing.run(metrics::refresh);
  }
}
