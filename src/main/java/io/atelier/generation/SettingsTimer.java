package io.atelier.generation;

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
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** Looks five times a second whether settings were changed, by one query of one row. */
@Singleton
@Startup
@DependsOn("Launch")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class SettingsTimer {
  private static final Duration OFTEN = Duration.ofMillis(200);

  @Inject SettingsWatch watch;
  @Resource ManagedScheduledExecutorService scheduler;

  private final Tick looks =
      new Tick(Level.DEBUG, "What is remembered of settings stays as it was");
  private @Nullable ScheduledFuture<?> looking;

  @PostConstruct
  void begin() {
    looking = looks.every(OFTEN, scheduler, watch::look);
  }

  @PreDestroy
  void end() {
    if (looking != null) {
      looking.cancel(true);
    }
  }
}
