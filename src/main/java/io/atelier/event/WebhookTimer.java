package io.atelier.event;

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

/** Has webhooks delivered; a tick that finds the one before it still running does nothing. */
@Singleton
@Startup
@DependsOn("EventTimer")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionManagement(TransactionManagementType.BEAN)
public class WebhookTimer {
  @Resource TimerService timers;
  @Inject WebhookWorker worker;
  @Inject WebhookSettings settings;

  private final Tick working = new Tick("Webhooks are told later");

  @PostConstruct
  void start() {
    if (settings.workerEnabled()) {
      long millis = settings.interval().toMillis();
      timers.createIntervalTimer(millis, millis, new TimerConfig("webhooks", false));
    }
  }

  @Timeout
  public void work() {
    working.run(worker::tick);
  }
}
